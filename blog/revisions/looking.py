"""Who has a post open: a sign to the others, true for a minute and no longer."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog.revisions import store
from blog.revisions.store import Other

FRESH = timedelta(seconds=60)
_OLD = timedelta(days=1)


def look(
    session: Session, post_id: int, editor_id: int, *, writes_at: datetime | None, now: datetime
) -> None:
    store.look(session, post_id, editor_id, writes_at=writes_at, now=now)


def look_away(session: Session, post_id: int, editor_id: int, *, now: datetime) -> None:
    store.look_away(session, post_id, editor_id, old_before=now - _OLD)


def others(session: Session, post_id: int, *, but: int, now: datetime) -> list[Other]:
    return store.others(session, post_id, but=but, since=now - FRESH)
