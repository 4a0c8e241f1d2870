"""Times as people type them, in the site's zone: what each means, or why it means nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from blog.web.times import in_zone

_FORMS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
_YEARS = range(1970, 2200)
_MINUTE = timedelta(minutes=1)
_LONGEST_GAP = 26 * 60  # minutes: once an island skipped a day
NOT_A_TIME = "Enter a day and a time, such as 2026-03-08 09:30."


class NoSuchTime(ValueError):
    """Its words say what is wrong, and where it can be helped, what would be right."""


@dataclass(frozen=True, kw_only=True)
class TypedTime:
    """The moment; `note` says how it was taken where the clocks show that time twice."""

    at: datetime
    note: str = ""


def time_typed(text: str, zone: str) -> TypedTime:
    """The moment when a clock in that zone shows this. Of a time that comes twice, the first.

    Raises NoSuchTime."""
    shown = _parsed(text)
    first, second = (_moment(shown.replace(fold=fold), zone) for fold in (0, 1))
    if _is_shown(first, shown, zone):
        twice = first != second and _is_shown(second, shown, zone)
        return TypedTime(at=first, note=_twice(shown) if twice else "")
    raise NoSuchTime(_in_a_gap(shown, zone))


def as_typed(at: datetime, zone: str) -> str:
    """For the field of a form."""
    return f"{in_zone(at, zone):%Y-%m-%dT%H:%M}"


def _parsed(text: str) -> datetime:
    for form in _FORMS:
        try:
            shown = datetime.strptime(text.strip(), form)
        except ValueError:
            continue
        if shown.year in _YEARS:
            return shown.replace(second=0)
    raise NoSuchTime(NOT_A_TIME)


def _moment(shown: datetime, zone: str) -> datetime:
    there = in_zone(datetime(2000, 1, 1, tzinfo=UTC), zone).tzinfo
    return shown.replace(tzinfo=there).astimezone(UTC)


def _is_shown(at: datetime, shown: datetime, zone: str) -> bool:
    return in_zone(at, zone).replace(tzinfo=None) == shown


def _in_a_gap(shown: datetime, zone: str) -> str:
    later = (shown + number * _MINUTE for number in range(1, _LONGEST_GAP))
    after = next(it for it in later if _is_shown(_moment(it, zone), it, zone))
    return (
        f"There is no {shown:%H:%M} on {_day(shown)}: the clocks are set forward then. "
        f"The next time there is comes at {after:%H:%M}"
        + (f" on {_day(after)}." if after.date() != shown.date() else ".")
    )


def _twice(shown: datetime) -> str:
    return (
        f"{shown:%H:%M} comes twice on {_day(shown)}, because the clocks are set back. "
        "The first of the two is meant."
    )


def _day(shown: datetime) -> str:
    return f"{shown.day} {shown:%B %Y}"
