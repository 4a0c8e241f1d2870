"""One decision on one comment."""

from collections.abc import Callable, Iterable

from flask import abort, redirect
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.comments import store
from blog.comments.model import Status
from blog.db import reading, writing
from blog.decisions.store import AlreadyDecided
from blog.desk.chrome import say_done
from blog.desk.comments import one, queue
from blog.desk.comments.forms import RESTORE, Decision
from blog.desk.comments.place import Place, place_asked
from blog.desk.door import NUMBER, desk, is_my_own, me
from blog.moderation.action import Action
from blog.moderation.moderate import AlreadyChanged, NoSuchComment, move, restored_status
from blog.text.plain import shortened
from blog.web.kit import kit

_DONE = {
    Status.APPROVED: "Approved {}’s comment.",
    Status.HELD: "{}’s comment is held again.",
    Status.SPAM: "Marked {}’s comment as spam.",
    Status.TRASH: "Moved {}’s comment to the trash.",
}
_NOTHING = "Nothing was done."


@desk.get(f"/comments/<{NUMBER}:comment_id>/decisions")
def comment_decisions(comment_id: int) -> Answer:
    """Where a refused decision was drawn; reloading that address leads back to the list."""
    return redirect(place_asked().url, 303)


@desk.post(f"/comments/<{NUMBER}:comment_id>/decisions")
def decide_comment(comment_id: int) -> Answer | tuple[str, int]:
    place, form = place_asked(), Decision()
    if not form.validate():
        return refused(place, objection=form.objection), 422
    action, to = new_action(), form.to.data or ""

    def decide(session: Session) -> tuple[str, str]:
        goal = restored_status(session, comment_id) if to == RESTORE else Status(to)
        move(session, comment_id, to=goal, action=action, **form.as_seen)
        return _DONE[goal].format(name_of(session, comment_id)), action.number

    try:
        carry_out(decide)
    except AlreadyChanged as changed:
        return refused(place, objection=to_read_again(changed, comment_id)), 409
    except AlreadyDecided as first:
        if not is_twice(first, goals_of(to), comment_id):
            return refused(place, first=first, what=said_of(comment_id)), 409
    return redirect(place.url, 303)


def new_action(*, why: str = "") -> Action:
    return Action(by=me().name, at=kit().now(), office=owner.office(), why=why)


def carry_out(verb: Callable[[Session], tuple[str, str]]) -> None:
    """All of it in one transaction; then its words are said, with a way back to before the action
    of its number."""
    with writing(kit().engine) as session:
        try:
            words, number = verb(session)
        except NoSuchComment:
            abort(404)
    say_done(words, number=number)
    kit().wake_courier()


def is_twice(first: AlreadyDecided, goals: Iterable[Status], comment_id: int) -> bool:
    """Whether the one who asks has decided just this already; then it is said again, since the
    answer to their first click may never have reached them."""
    decided = first.decision
    if decided is None or not any(is_my_own(first, goal) for goal in goals):
        return False
    with reading(kit().engine) as look:
        words = _DONE[Status(decided.became)].format(name_of(look, comment_id))
    say_done(words, number=decided.action)
    return True


def refused(place: Place, **refusal: object) -> str:
    """The page the editor stood on, with what is said about it."""
    if place.on:
        return one.page(place, place.on, **refusal)
    return queue.page(place, **refusal)


def name_of(session: Session, comment_id: int) -> str:
    found = store.comment(session, comment_id)
    return shortened(found.name, 60) if found else ""


def said_of(comment_id: int) -> str:
    with reading(kit().engine) as look:
        name = name_of(look, comment_id)
    return f"The comment of {name}" if name else "The comment"


def to_read_again(changed: AlreadyChanged, comment_id: int) -> str:
    """Nobody answers for a text they never saw."""
    who = changed.by or "Its author"
    return f"{said_of(comment_id)}: {who} changed it while you looked: read it again. {_NOTHING}"


def goals_of(to: str) -> tuple[Status, ...]:
    """Where a button leads: what is restored goes back to where it came from."""
    return (Status.HELD, Status.APPROVED) if to == RESTORE else (Status(to),)
