"""Emptying spam and trash: by hand, and by the calendar."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog.comments.model import Status
from blog.moderation import store
from blog.moderation.action import Action
from blog.moderation.teach import forget

_GRACE = timedelta(days=1)
_EMPTIED = frozenset((Status.SPAM, Status.TRASH))


def count(session: Session, status: Status, *, seen_at: datetime) -> int:
    """How many would go."""
    return store.waiting_to_go(session, status, until=seen_at) if status in _EMPTIED else 0


def empty(session: Session, status: Status, *, seen_at: datetime, action: Action) -> int:
    """Put away what was in spam or trash when the editor looked, and nothing that came since.

    It can be undone for a day; then it is deleted. How many went."""
    if status not in _EMPTIED:
        return 0
    return store.put_away(session, status, until=seen_at, action=action)


def tidy(session: Session, *, spam_days: int, trash_days: int, now: datetime) -> int:
    """Delete what has been in spam or trash for as long as the owner keeps it; 0 days is for ever.
    Its words leave the filter, too. How many went."""
    kept = {Status.SPAM: timedelta(days=spam_days), Status.TRASH: timedelta(days=trash_days)}
    old = {status: now - days for status, days in kept.items() if days}
    old[Status.GONE] = now - _GRACE
    store.hold_old(session, old)
    for taught in store.taught_of_old(session, old):
        forget(session, taught)
    return store.delete_old(session, old)
