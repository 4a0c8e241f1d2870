"""What editors write themselves: an answer in place, and another text for a comment."""

from flask import current_app, redirect
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from blog.comments import store
from blog.db import NO_DATABASE, cause_of
from blog.decisions import store as decisions
from blog.decisions.store import AlreadyDecided
from blog.desk.comments import one
from blog.desk.comments.decide import carry_out, name_of, new_action, said_of, to_read_again
from blog.desk.comments.forms import Answer, NewText, fingerprint, wrong_in
from blog.desk.comments.place import Place, place_asked
from blog.desk.door import NUMBER, desk, me
from blog.moderation.action import Action
from blog.moderation.answer import OfficeAnswer, answer
from blog.moderation.edit import edit
from blog.moderation.moderate import COMMENT, AlreadyChanged
from blog.text.markup import comment_html
from blog.web.fields import typed
from blog.web.hues import hue

_NOT_KEPT = "This could not be stored just now. Your words are still here: send them in a minute."
_CHANGED = (
    "Somebody changed this comment after you opened it, so nothing was saved. What it says now "
    "stands above; your text is below. Saving again replaces theirs, which is kept as well."
)
_Answer = Response | tuple[str, int]


@desk.get(f"/comments/<{NUMBER}:comment_id>/answers")
@desk.get(f"/comments/<{NUMBER}:comment_id>/texts")
def where_it_is_written(comment_id: int) -> Response:
    """Where a refused text was drawn; reloading that address leads to the comment."""
    return redirect(place_asked(on=comment_id).url, 303)


@desk.post(f"/comments/<{NUMBER}:comment_id>/answers")
@one.keeping_words
def answer_comment(comment_id: int) -> _Answer:
    """Publishes the answer, and what it answers."""
    place, form, action = place_asked(), Answer(), new_action()
    text = typed(form.text).strip()

    def write(session: Session) -> tuple[str, str]:
        given = OfficeAnswer(
            name=me().name,
            email=me().email,
            text=text,
            html=comment_html(text),
            hue=hue(me().email),
        )
        number = answer(session, comment_id, given, action=action, **form.as_seen)
        session.flush()
        by = decisions.latest(session, COMMENT, number)  # an earlier click may have been first
        words = f"Your answer to {name_of(session, comment_id)} is on the site."
        return words, by.action if by else ""

    if not form.validate():
        return _page(place, comment_id, answering=text, objection=wrong_in(form)), 422
    try:
        carry_out(write)
    except AlreadyDecided as first:
        what = said_of(comment_id)
        return _page(place, comment_id, answering=text, first=first, what=what), 409
    except AlreadyChanged as changed:
        objection = to_read_again(changed, comment_id)
        return _page(place, comment_id, answering=text, objection=objection), 409
    except NO_DATABASE as error:
        return _not_kept(error, place, comment_id, answering=text)
    return redirect(place.url, 303)


@desk.post(f"/comments/<{NUMBER}:comment_id>/texts")
@one.keeping_words
def edit_comment(comment_id: int) -> _Answer:
    """The text it had is kept."""
    place, form, action = place_asked(), NewText(), new_action()
    text = typed(form.text).strip()

    def rewrite(session: Session) -> tuple[str, str]:
        _edit(session, comment_id, seen=form.seen.data or "", text=text, action=action)
        return f"{name_of(session, comment_id)}’s comment is changed.", action.number

    if not form.validate():
        return _page(place, comment_id, editing=text, objection=wrong_in(form)), 422
    try:
        carry_out(rewrite)
    except AlreadyChanged:
        return _page(place, comment_id, editing=text, objection=_CHANGED), 409
    except NO_DATABASE as error:
        return _not_kept(error, place, comment_id, editing=text)
    return redirect(place.url, 303)


def _edit(session: Session, comment_id: int, *, seen: str, text: str, action: Action) -> None:
    """What the editor saw is known by its fingerprint; saying the same again changes nothing."""
    found = store.comment(session, comment_id)
    said = found.text if found else ""
    if found and text != said and fingerprint(said) != seen:
        raise AlreadyChanged(said)
    edit(session, comment_id, seen=said, text=text, html=comment_html(text), action=action)


def _page(place: Place, comment_id: int, **refusal: object) -> str:
    return one.page(place, comment_id, **refusal)


def _not_kept(error: Exception, place: Place, comment_id: int, **words: str) -> tuple[str, int]:
    current_app.logger.error("What an editor wrote was not stored: %s", cause_of(error))
    return _page(place, comment_id, objection=_NOT_KEPT, **words), 503
