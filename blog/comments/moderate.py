"""An editor's decision on a comment, made only on the state the editor saw."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog import edition
from blog.comments import store
from blog.comments.model import Status
from blog.decisions import store as decisions
from blog.decisions.store import AlreadyDecided

_THING = "comment"


class NoSuchComment(Exception):
    """It was never there, or is no longer."""


def move(
    session: Session, comment_id: int, *, seen: Status, to: Status, by: str, now: datetime
) -> None:
    """Move it and record who did. Raises AlreadyDecided if someone moved it since it was seen."""
    if seen is to or not store.move(session, comment_id, seen=seen, to=to):
        raise _first_was(session, comment_id)
    decisions.note(session, thing=_THING, thing_id=comment_id, was=seen, became=to, by=by, now=now)
    if Status.APPROVED in (seen, to):
        edition.turn(session)


def restored_status(session: Session, comment_id: int) -> Status:
    """Where a comment in spam or trash came from; what was caught at the door is held."""
    last = decisions.latest(session, _THING, comment_id)
    before = Status(last.was) if last else Status.HELD
    return before if before in (Status.HELD, Status.APPROVED) else Status.HELD


def _first_was(session: Session, comment_id: int) -> Exception:
    if store.comment(session, comment_id) is None:
        return NoSuchComment(comment_id)
    return AlreadyDecided(decisions.latest(session, _THING, comment_id))
