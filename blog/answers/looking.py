"""Who has an inquiry open: a sign to the others, true for a minute and no longer."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog.answers import store
from blog.answers.store import Other
from blog.inquiries import store as inquiries

FRESH = timedelta(seconds=60)
_OLD = timedelta(days=1)


def look(
    session: Session, inquiry_id: int, editor_id: int, *, writes_at: datetime | None, now: datetime
) -> None:
    """This editor has it open, and writes where `writes_at` says so; the office has seen it."""
    store.look(session, inquiry_id, editor_id, writes_at=writes_at, now=now)
    inquiries.see(session, inquiry_id, now=now)


def look_away(session: Session, inquiry_id: int, editor_id: int, *, now: datetime) -> None:
    store.look_away(session, inquiry_id, editor_id, old_before=now - _OLD)


def others(session: Session, inquiry_id: int, *, but: int, now: datetime) -> list[Other]:
    return store.others(session, inquiry_id, but=but, since=now - FRESH)
