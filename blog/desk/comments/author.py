"""What is decided about whoever wrote a comment: always trusted, or a line to block."""

from flask import redirect
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from blog import edition
from blog.decisions import store as decisions
from blog.decisions.store import AlreadyDecided
from blog.desk.comments import one
from blog.desk.comments.decide import (
    carry_out,
    name_of,
    new_action,
    refused,
    said_of,
    to_read_again,
)
from blog.desk.comments.forms import Block, SeenForm, wrong_in
from blog.desk.comments.place import place_asked
from blog.desk.door import NUMBER, desk
from blog.moderation.action import Action
from blog.moderation.block import BLOCK, block
from blog.moderation.moderate import COMMENT, AlreadyChanged
from blog.moderation.trust import AUTHOR, trust
from blog.site import store as site
from blog.text.plain import shortened
from blog.web.fields import typed

_Answer = Response | tuple[str, int]


@desk.get(f"/comments/<{NUMBER}:comment_id>/trust")
@desk.get(f"/comments/<{NUMBER}:comment_id>/blocks")
def where_authors_are_judged(comment_id: int) -> Response:
    """Where a refused wish was drawn; reloading that address leads to the comment."""
    return redirect(place_asked(on=comment_id).url, 303)


@desk.post(f"/comments/<{NUMBER}:comment_id>/trust")
def trust_author(comment_id: int) -> _Answer:
    place, form, action = place_asked(), SeenForm(), new_action()

    def call_trusted(session: Session) -> tuple[str, str]:
        trust(session, comment_id, action=action, **form.as_seen)
        words = f"{name_of(session, comment_id)} is trusted from now on."
        return words, _first_click(session, AUTHOR, comment_id, action)

    if not form.validate():
        return refused(place, objection=form.objection), 422
    try:
        carry_out(call_trusted)
    except AlreadyDecided as first:
        return refused(place, first=first, what=said_of(comment_id)), 409
    except AlreadyChanged as changed:
        return refused(place, objection=to_read_again(changed, comment_id)), 409
    return redirect(place.url, 303)


@desk.post(f"/comments/<{NUMBER}:comment_id>/blocks")
@one.keeping_words
def block_line(comment_id: int) -> _Answer:
    """A word or a network joins the blocked words, and the comment is spam."""
    place, form, action = place_asked(), Block(), new_action()
    line = typed(form.line)

    def add(session: Session) -> tuple[str, str]:
        is_new = site.block(session, line)
        block(session, comment_id, line, is_new=is_new, action=action, **form.as_seen)
        edition.turn(session)  # the rules are read again with it
        words = f"“{shortened(line, 60)}” is blocked, and the comment is spam."
        return words, _first_click(session, BLOCK, comment_id, action, why=line)

    if not form.validate():
        return one.page(place, comment_id, blocking=line, objection=wrong_in(form)), 422
    try:
        carry_out(add)
    except AlreadyDecided as first:
        what = said_of(comment_id)
        return one.page(place, comment_id, blocking=line, first=first, what=what), 409
    except AlreadyChanged as changed:
        objection = to_read_again(changed, comment_id)
        return one.page(place, comment_id, blocking=line, objection=objection), 409
    return redirect(place.url, 303)


def _first_click(
    session: Session, thing: str, comment_id: int, action: Action, *, why: str = ""
) -> str:
    """The number of the action that did it: this one, or the click before whose answer may never
    have arrived."""
    session.flush()
    if decisions.of_action(session, action.number):
        return action.number
    last = decisions.latest(session, thing, comment_id)
    if last is None or last.why != why:
        last = decisions.latest(session, COMMENT, comment_id)
    return last.action if last else ""
