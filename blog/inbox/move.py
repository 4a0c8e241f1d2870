"""An editor's decision on an inquiry, made only on the state the editor saw."""

from sqlalchemy.orm import Session

from blog.decisions import store as decisions
from blog.decisions.action import Action
from blog.decisions.store import AlreadyDecided
from blog.inquiries import store
from blog.inquiries.model import State

INQUIRY = "inquiry"


class NoSuchInquiry(Exception):
    """It was never there, or is no longer."""


def move(session: Session, inquiry_id: int, *, seen: State, to: State, action: Action) -> None:
    """Move it and record who did; the office has seen it now, and has answered it if it says so.

    Raises AlreadyDecided if someone moved it since it was seen, and NoSuchInquiry."""
    if seen is to or not store.move(session, inquiry_id, seen=seen, to=to, now=action.at):
        if store.inquiry(session, inquiry_id) is None:
            raise NoSuchInquiry(inquiry_id)
        raise AlreadyDecided(decisions.latest(session, INQUIRY, inquiry_id))
    store.see(session, inquiry_id, now=action.at)
    if to is State.ANSWERED:
        store.answered(session, inquiry_id, now=action.at)
    decisions.note(
        session,
        thing=INQUIRY,
        thing_id=inquiry_id,
        was=seen,
        became=to,
        by=action.by,
        why=action.why,
        action=action.number,
        now=action.at,
    )
