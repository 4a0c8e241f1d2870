"""When the week is over and a rehearsal is due, also where the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest

from blog.watch.times import is_rehearsal_due, is_week_due, last_monday

VIENNA, ANGELES = "Europe/Vienna", "America/Los_Angeles"
SECOND = timedelta(seconds=1)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "monday"),
    [
        (VIENNA, utc(2026, 3, 23, 7)),  # the last week of winter
        (VIENNA, utc(2026, 3, 30, 6)),  # the clocks went forward the day before
        (VIENNA, utc(2026, 10, 19, 6)),
        (VIENNA, utc(2026, 10, 26, 7)),  # and back
        (ANGELES, utc(2026, 3, 9, 15)),
        (ANGELES, utc(2026, 11, 2, 16)),
    ],
)
def test_the_week_is_over_on_monday_at_eight_by_the_clock_on_the_wall(zone, monday):
    assert last_monday(monday, zone=zone) == monday
    assert last_monday(monday - SECOND, zone=zone) < monday - timedelta(days=6)
    assert last_monday(monday + timedelta(days=6), zone=zone) == monday


def test_a_week_is_due_once():
    monday = utc(2026, 11, 23, 16)
    before, after = monday - timedelta(days=7), monday + SECOND

    assert not is_week_due(before, zone=ANGELES, now=monday - SECOND)
    assert is_week_due(before, zone=ANGELES, now=monday)
    assert not is_week_due(monday, zone=ANGELES, now=after)
    assert not is_week_due(monday, zone=ANGELES, now=after + timedelta(days=6))


def test_a_rehearsal_is_due_at_seven_so_many_days_later():
    rehearsed = utc(2026, 10, 24, 20)  # two days later the clocks have gone back

    assert not is_rehearsal_due(rehearsed, every_days=2, zone=VIENNA, now=utc(2026, 10, 26, 5, 59))
    assert is_rehearsal_due(rehearsed, every_days=2, zone=VIENNA, now=utc(2026, 10, 26, 6))


def test_the_first_rehearsal_is_due_at_once_and_none_where_none_is_wished():
    assert is_rehearsal_due(None, every_days=7, zone=VIENNA, now=utc(2026, 10, 26))
    assert not is_rehearsal_due(None, every_days=0, zone=VIENNA, now=utc(2026, 10, 26))
