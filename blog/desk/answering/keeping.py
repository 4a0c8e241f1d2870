"""What is kept while an answer is written: the draft, and who is at it."""

from typing import Any

from flask import abort, current_app, jsonify, redirect, url_for
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session

from blog import owner
from blog.answers import drafts, looking
from blog.answers.drafts import Newer
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.desk.answering.around import Unsent, drawn, in_words, placeholders, unsent_in
from blog.desk.answering.form import (
    DraftForm,
    PresenceForm,
    WordsForm,
    is_asked_by_script,
    wrong_in,
)
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.desk.forms import DeskForm
from blog.inquiries import store as inquiries
from blog.saved import fill
from blog.saved import store as saved
from blog.web.fields import typed
from blog.web.kit import kit
from blog.web.times import hour

_NOT_KEPT = "This could not be stored just now. Your words are still here: keep them in a minute."
_SENT = "In another tab you sent an answer meanwhile. What you have here is not kept yet."


@desk.post(f"/inquiries/<{NUMBER}:inquiry_id>/draft")
def keep_draft(inquiry_id: int) -> Any:
    form = DraftForm()
    if not form.validate():
        return _refused(inquiry_id, form, wrong_in(form), 422)
    try:
        with writing(kit().engine) as session:
            version = _keep(session, inquiry_id, form)
    except Newer as newer:
        return _newer(inquiry_id, form, newer)
    except NO_DATABASE as error:
        current_app.logger.error("A draft was not stored: %s", cause_of(error))
        return _refused(inquiry_id, form, _NOT_KEPT, 503)
    words = f"Kept at {hour(kit().now(), owner.wishes().zone)}" if version else ""
    if is_asked_by_script():
        return jsonify(version=version, words=words)
    say("The draft is kept." if version else "There was nothing to keep.")
    return redirect(url_for("desk.inquiry", inquiry_id=inquiry_id, _anchor="answer"), 303)


@desk.post(f"/inquiries/<{NUMBER}:inquiry_id>/words")
def insert_words(inquiry_id: int) -> Any:
    """For browsers without the script: the form again, with the saved words put in."""
    form = WordsForm()
    if not form.validate():
        return _refused(inquiry_id, form, wrong_in(form), 422)
    with reading(kit().engine) as look:
        inquiry = inquiries.inquiry(look, inquiry_id) or abort(404)
        wanted = next((it for it in saved.all_of(look) if str(it.id) == form.saved.data), None)
    if wanted is None:
        return _refused(inquiry_id, form, "Choose one of the saved replies.", 422)
    words = fill.fill(wanted.text, placeholders(inquiry))
    text = typed(form.text)
    form.text.data = f"{text.rstrip()}\n\n{words}" if text.strip() else words
    return drawn(inquiry_id, unsent_in(form, said=f"“{wanted.title}” is put in."))


@desk.post(f"/inquiries/<{NUMBER}:inquiry_id>/presence")
def be_present(inquiry_id: int) -> Any:
    """Said by the page while it is open. Who else has it open is the answer."""
    form = PresenceForm()
    if not form.validate():
        return jsonify(words=form.objection, token=generate_csrf()), 422
    with writing(kit().engine) as session:
        if inquiries.inquiry(session, inquiry_id) is None:
            abort(404)
        _note(session, inquiry_id, form.now.data or "")
        others = looking.others(session, inquiry_id, but=me().editor_id, now=kit().now())
        return jsonify(words=in_words(session, others))


def _note(session: Session, inquiry_id: int, what: str) -> None:
    mine, now = (inquiry_id, me().editor_id), kit().now()
    if what == "leaves":
        looking.look_away(session, *mine, now=now)
    else:
        looking.look(session, *mine, writes_at=now if what == "writes" else None, now=now)


def _keep(session: Session, inquiry_id: int, form: WordsForm) -> str:
    if inquiries.inquiry(session, inquiry_id) is None:
        abort(404)
    return drafts.keep(
        session,
        inquiry_id,
        me().editor_id,
        text=typed(form.text),
        seen=typed(form.version),
        by=me().name,
        now=kit().now(),
    )


def _newer(inquiry_id: int, form: WordsForm, newer: Newer) -> Any:
    """The editor decides between the two texts: pressing again keeps theirs."""
    kept, version = newer.draft, drafts.version(newer.draft)
    at = hour(kept.at, owner.wishes().zone) if kept else ""
    words = f"In another tab you kept another text at {at}." if kept else _SENT
    if is_asked_by_script():
        return jsonify(words=words, version=version, text=kept.text if kept else None), 409
    again = Unsent(
        text=typed(form.text),
        version=version,
        objection=f"{words} Nothing was overwritten: keep yours once more, and it takes its place.",
        newer=kept.text if kept else None,
    )
    return drawn(inquiry_id, again), 409


def _refused(inquiry_id: int, form: DeskForm, why: str, status: int) -> Any:
    if is_asked_by_script():
        return jsonify(words=why, token=generate_csrf()), status
    assert isinstance(form, WordsForm)
    return drawn(inquiry_id, unsent_in(form, objection=why)), status
