"""When the weekly letter and the scheduled rehearsal fall due, in the zone of the site."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEKLY_AT = time(8)
_REHEARSAL_AT = time(7)


def last_monday(now: datetime, *, zone: str) -> datetime:
    """The Monday at eight that was last, by the clock on the wall."""
    today = now.astimezone(ZoneInfo(zone)).date()
    monday = today - timedelta(days=today.weekday())
    at = _moment(monday, _WEEKLY_AT, zone)
    return at if at <= now else _moment(monday - timedelta(days=7), _WEEKLY_AT, zone)


def is_week_due(told_at: datetime, *, zone: str, now: datetime) -> bool:
    return told_at < last_monday(now, zone=zone)


def is_rehearsal_due(
    rehearsed_at: datetime | None, *, every_days: int, zone: str, now: datetime
) -> bool:
    """At seven in the morning that many days after the last one; the first one at once."""
    if every_days <= 0:
        return False
    if rehearsed_at is None:
        return True
    day = rehearsed_at.astimezone(ZoneInfo(zone)).date() + timedelta(days=every_days)
    return now >= _moment(day, _REHEARSAL_AT, zone)


def _moment(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def in_words(at: datetime, zone: str) -> str:
    """Monday 23 November 2026, 10:42"""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"
