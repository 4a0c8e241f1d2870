from datetime import UTC, date, datetime, timedelta

import pytest

from blog.today.weeks import last_weeks, median, middle

HOUR = timedelta(hours=1)


def test_there_are_twelve_weeks_and_the_last_is_the_one_that_is_not_over():
    weeks = last_weeks(datetime(2026, 11, 25, 12, tzinfo=UTC), "Europe/Vienna")

    assert len(weeks) == 12
    assert weeks[-1].monday == date(2026, 11, 23)
    assert weeks[0].monday == date(2026, 9, 7)
    assert all(week.monday.weekday() == 0 for week in weeks)


def test_each_week_begins_where_the_one_before_ends():
    weeks = last_weeks(datetime(2026, 11, 25, 12, tzinfo=UTC), "America/Los_Angeles", number=60)

    assert [week.ends for week in weeks[:-1]] == [week.begins for week in weeks[1:]]


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2026, 11, 23, 7, 59, tzinfo=UTC), date(2026, 11, 16)),  # still Sunday there
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), date(2026, 11, 23)),
    ],
)
def test_a_week_begins_at_midnight_of_the_sites_zone(now, monday):
    assert last_weeks(now, "America/Los_Angeles")[-1].monday == monday


def test_the_week_in_which_the_clocks_go_back_has_an_hour_more():
    (week,) = last_weeks(datetime(2026, 10, 25, 12, tzinfo=UTC), "Europe/Vienna", number=1)

    assert week.ends - week.begins == 169 * HOUR
    assert week.begins == datetime(2026, 10, 18, 22, tzinfo=UTC)
    assert week.ends == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_the_week_in_which_the_clocks_go_on_has_an_hour_less():
    (week,) = last_weeks(datetime(2026, 3, 29, 12, tzinfo=UTC), "Europe/Vienna", number=1)

    assert week.ends - week.begins == 167 * HOUR
    assert week.begins == datetime(2026, 3, 22, 23, tzinfo=UTC)
    assert week.ends == datetime(2026, 3, 29, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "skip", "take"), [(0, 0, 0), (1, 0, 1), (2, 0, 2), (5, 2, 1), (6, 2, 2)]
)
def test_in_the_middle_stand_one_or_two(number, skip, take):
    assert middle(number) == (skip, take)


@pytest.mark.parametrize(("hours", "of"), [((), None), ((3,), 3 * HOUR), ((3, 5), 4 * HOUR)])
def test_the_median_lies_between_those_in_the_middle(hours, of):
    assert median([hour * HOUR for hour in hours]) == of
