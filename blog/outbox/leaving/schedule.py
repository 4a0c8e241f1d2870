"""When a letter that could not be delivered is tried again, when we stop
trying, and how long couriers pause where the server refuses the site itself."""

from datetime import datetime, timedelta

from blog.outbox.model import Rounds

_FIRST_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
_MINUTE = timedelta(minutes=1)
_LATER_WAITS = timedelta(hours=4)
_GIVE_UP_AFTER = timedelta(days=5)
_AT_LEAST = 5  # also where couriers paused or stood still for days: then nobody tried it


def next_attempt(attempts: int, *, created_at: datetime, now: datetime) -> datetime | None:
    """When to try again after that many attempts; None when the letter is dead.

    The last attempt falls on the limit itself, so that none is given up hours early."""
    limit = created_at + _GIVE_UP_AFTER
    if now >= limit and attempts >= _AT_LEAST:
        return None
    wait = _FIRST_WAITS[attempts - 1] if attempts <= len(_FIRST_WAITS) else _LATER_WAITS
    return min(now + wait, limit) if now < limit else now + wait


def pause_after(since: datetime | None, now: datetime) -> timedelta:
    """The first is a minute, the second five, every later one a quarter of an hour."""
    if since is None:
        return _MINUTE
    return 5 * _MINUTE if now - since < 5 * _MINUTE else 15 * _MINUTE


def is_paused(rounds: Rounds | None, now: datetime) -> bool:
    return bool(rounds and rounds.paused_until and rounds.paused_until > now)
