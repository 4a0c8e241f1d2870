from datetime import datetime, timedelta

import pytest

from blog.outbox.leaving.schedule import next_attempt
from tests.clock import NOON

_FIVE_DAYS = timedelta(days=5)
_A_MOMENT = timedelta(microseconds=1)


def after(attempts: int, *, waited: timedelta = timedelta()) -> datetime | None:
    return next_attempt(attempts, created_at=NOON, now=NOON + waited)


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 240), (6, 240), (40, 240)]
)
def test_each_attempt_waits_longer_until_it_is_every_four_hours(attempts, minutes):
    assert after(attempts) == NOON + timedelta(minutes=minutes)


def test_the_wait_counts_from_the_failed_attempt():
    assert after(1, waited=timedelta(hours=3)) == NOON + timedelta(hours=3, minutes=1)


def test_the_last_attempt_falls_on_the_limit():
    assert after(34, waited=_FIVE_DAYS - timedelta(hours=1)) == NOON + _FIVE_DAYS
    assert after(34, waited=_FIVE_DAYS - _A_MOMENT) == NOON + _FIVE_DAYS


def test_a_letter_is_dead_after_five_days():
    assert after(35, waited=_FIVE_DAYS) is None
    assert after(5, waited=_FIVE_DAYS + _A_MOMENT) is None


def test_a_letter_nobody_tried_for_days_is_tried_some_times_yet():
    assert after(1, waited=_FIVE_DAYS) == NOON + _FIVE_DAYS + timedelta(minutes=1)
