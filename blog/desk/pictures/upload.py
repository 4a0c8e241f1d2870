"""Pictures sent to the desk: looked at apart, kept or refused each for itself."""

import threading
from dataclasses import dataclass

from flask import current_app, jsonify, redirect, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Answer

from blog.db import NO_DATABASE, writing
from blog.desk.chrome import say
from blog.desk.door import desk, me
from blog.desk.pictures import library
from blog.desk.pictures.forms import UploadForm, is_asked_by_script
from blog.desk.pictures.shown import full_url, markdown
from blog.media.child import Developed, Refused, develop
from blog.media.kinds import LOOK_AT, misnamed, other_kind, plain_name
from blog.media.take_in import TakenIn, take_in
from blog.text.plain import shortened
from blog.web.kit import kit
from blog.web.uploads import CUT_OFF

LARGEST = 25 * 1024 * 1024
_AT_ONCE, _PATIENCE_SECONDS = 2, 30.0
_TURNS = threading.BoundedSemaphore(_AT_ONCE)  # each may take a gigabyte of memory for a moment
_TOO_LARGE = "It is larger than 25 MB. Save it smaller, or as JPEG."
_TOO_MUCH = "That is more than 100 MB at once, and a picture may have 25 MB. Nothing was taken."
_CUT_OFF = "The upload stopped in the middle, so nothing of it was kept. Send it once more."
_NOTHING = "Choose a picture first."
_BUSY = "Others are sending pictures at this moment. Send it again in a minute."
_NOT_KEPT = "This could not be stored just now. Send it again in a minute."


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one file."""

    words: str
    status: int
    taken: TakenIn | None = None


@desk.post("/pictures/")
def take_pictures() -> Answer | tuple[str, int]:
    if request.environ.get(CUT_OFF):
        return _answer([Outcome(words=_CUT_OFF, status=422)])
    try:
        form = UploadForm()
        valid = form.validate()
    except RequestEntityTooLarge:
        return _answer([Outcome(words=_TOO_MUCH, status=413)])
    if not valid:
        return _answer([Outcome(words=form.objection, status=422)], stale=form)
    files = [it for it in request.files.getlist("file") if it.filename]
    outcomes = [_one(it) for it in files] or [Outcome(words=_NOTHING, status=422)]
    if any(it.taken for it in outcomes):
        kit().wake_darkroom()
    return _answer(outcomes)


def _one(file: FileStorage) -> Outcome:
    name = plain_name(file.filename or "")
    try:
        developed = _developed(file, name)
    except Refused as refused:
        return _refused(name, str(refused), 422)
    except _TooLarge:
        return _refused(name, _TOO_LARGE, 413)
    if developed is None:
        return _refused(name, _BUSY, 503)
    try:
        with writing(kit().engine) as session:
            taken = take_in(session, developed, file_name=name, by=me().name, now=kit().now())
    except NO_DATABASE:
        current_app.logger.exception("a picture could not be stored")
        return _refused(name, _NOT_KEPT, 503)
    return _taken(name, taken)


class _TooLarge(Exception):
    """More than one picture may have."""


def _developed(file: FileStorage, name: str) -> Developed | None:
    """None where others take all the turns for too long."""
    stream = file.stream
    if stream.seek(0, 2) > LARGEST:
        raise _TooLarge
    stream.seek(0)
    if why := other_kind(stream.read(LOOK_AT)) or misnamed(name):
        raise Refused(why)
    if not _TURNS.acquire(timeout=_PATIENCE_SECONDS):
        return None
    try:
        return develop(stream)
    finally:
        _TURNS.release()


def _refused(name: str, why: str, status: int) -> Outcome:
    return Outcome(words=f"“{shortened(name, 60)}” was not taken. {why}", status=status)


def _taken(name: str, taken: TakenIn) -> Outcome:
    called, other = shortened(name, 60), shortened(taken.picture.file_name, 60)
    if taken.is_new:
        words = f"“{called}” is in."
    elif called == other:
        words = f"“{called}” was here already."
    else:
        words = f"“{called}” was here already, as “{other}”."
    return Outcome(words=words, status=201 if taken.is_new else 200, taken=taken)


def _answer(outcomes: list[Outcome], stale: UploadForm | None = None) -> Answer | tuple[str, int]:
    if is_asked_by_script():
        return _for_script(outcomes[0], stale)
    refused = [it for it in outcomes if not it.taken]
    words = " ".join(it.words for it in outcomes if it.taken)
    if refused:
        page = library.page(refused=[it.words for it in refused], taken=words)
        return page, max(it.status for it in refused)
    say(words)
    if len(outcomes) == 1 and outcomes[0].taken:
        return redirect(url_for("desk.picture", picture_id=outcomes[0].taken.picture.id), 303)
    return redirect(url_for("desk.pictures"), 303)


def _for_script(outcome: Outcome, stale: UploadForm | None) -> Answer:
    if outcome.taken:
        picture = outcome.taken.picture
        answer = jsonify(
            id=picture.id,
            url=full_url(picture),
            markdown=markdown(picture),
            page=url_for("desk.picture", picture_id=picture.id),
            words=outcome.words,
        )
    elif stale:
        answer = jsonify(words=outcome.words, token=generate_csrf())
    else:
        answer = jsonify(words=outcome.words)
    answer.status_code = outcome.status
    return answer
