"""The last weeks of the site's zone, and the middle of a row of durations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TWELVE = 12
_DAYS = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Week:
    """From midnight on Monday until the next one, as the clocks of the zone show it: where they
    are put on or back, it has an hour less or more. The moments are in UTC."""

    monday: date
    begins: datetime
    ends: datetime


def last_weeks(now: datetime, zone: str, *, number: int = TWELVE) -> tuple[Week, ...]:
    """The oldest first; the last one is the week that is not over yet."""
    today = now.astimezone(ZoneInfo(zone)).date()
    this = today - timedelta(days=today.weekday())
    return tuple(_week(this - ago * _DAYS, zone) for ago in reversed(range(number)))


def _week(monday: date, zone: str) -> Week:
    return Week(monday=monday, begins=_midnight(monday, zone), ends=_midnight(monday + _DAYS, zone))


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def middle(number: int) -> tuple[int, int]:
    """Of so many in order: how many to skip, and how many then stand in the middle."""
    if not number:
        return 0, 0
    return (number - 1) // 2, 2 - number % 2


def median(middle_ones: Sequence[timedelta]) -> timedelta | None:
    """Of the one or two in the middle; None where there is none."""
    if not middle_ones:
        return None
    return sum(middle_ones, timedelta()) / len(middle_ones)
