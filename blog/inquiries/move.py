"""An editor's decision on an inquiry, made only on the state the editor saw."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog.decisions import store as decisions
from blog.decisions.store import AlreadyDecided
from blog.inquiries import store
from blog.inquiries.model import State

_THING = "inquiry"


class NoSuchInquiry(Exception):
    """It was never there, or is no longer."""


def move(
    session: Session, inquiry_id: int, *, seen: State, to: State, by: str, now: datetime
) -> None:
    """Move it and record who did. Raises AlreadyDecided if someone moved it since it was seen."""
    if seen is to or not store.move(session, inquiry_id, seen=seen, to=to):
        if store.inquiry(session, inquiry_id) is None:
            raise NoSuchInquiry(inquiry_id)
        raise AlreadyDecided(decisions.latest(session, _THING, inquiry_id))
    decisions.note(session, thing=_THING, thing_id=inquiry_id, was=seen, became=to, by=by, now=now)
