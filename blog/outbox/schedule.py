"""When a letter that could not be delivered is tried again, and when we stop trying."""

from datetime import datetime, timedelta

_FIRST_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
_LATER_WAITS = timedelta(hours=4)
_GIVE_UP_AFTER = timedelta(days=5)


def next_attempt(attempts: int, *, created_at: datetime, now: datetime) -> datetime | None:
    """When to try again after that many attempts; None when the letter is dead.

    The last attempt falls on the limit itself, so that none is given up hours early."""
    limit = created_at + _GIVE_UP_AFTER
    if now >= limit:
        return None
    wait = _FIRST_WAITS[attempts - 1] if attempts <= len(_FIRST_WAITS) else _LATER_WAITS
    return min(now + wait, limit)
