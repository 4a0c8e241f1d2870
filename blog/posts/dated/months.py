"""Months and years of the site's own calendar: which moments belong to each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

# Of no other year has anybody a post, and every zone has a calendar for these.
FIRST_YEAR, LAST_YEAR = 1000, 9000
Span = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True, order=True)
class Month:
    year: int
    month: int

    def __str__(self) -> str:
        """November 2026"""
        return f"{datetime(self.year, self.month, 1):%B} {self.year}"

    @property
    def name(self) -> str:
        return f"{datetime(self.year, self.month, 1):%B}"

    @property
    def path(self) -> str:
        return f"{year_path(self.year)}{self.month:02}/"

    def after(self) -> "Month":
        year, month = divmod(self.year * 12 + self.month, 12)
        return Month(year=year, month=month + 1)

    def span(self, zone: str) -> Span:
        """From its first moment there to the first of the next, in UTC."""
        after = self.after()
        return _begin(self.year, self.month, zone), _begin(after.year, after.month, zone)


def month_of(at: datetime, zone: str) -> Month:
    local = at.astimezone(ZoneInfo(zone))
    return Month(year=local.year, month=local.month)


def year_of(year: int, zone: str) -> Span:
    return _begin(year, 1, zone), _begin(year + 1, 1, zone)


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Both of them as well."""
    while first <= last:
        yield first
        first = first.after()


def year_path(year: int) -> str:
    return f"/blog/{year:04}/"


def is_year(word: str) -> bool:
    """Whether an address of the blog that ends in this word is that of a year."""
    return len(word) == 4 and word.isascii() and word.isdigit()


def is_on_the_calendar(year: int, month: int = 1) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12


def _begin(year: int, month: int, zone: str) -> datetime:
    """A midnight that the clocks skip is the moment in which they do; of two it is the first."""
    return datetime(year, month, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
