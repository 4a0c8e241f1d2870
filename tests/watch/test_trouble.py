"""What counts as trouble: below, at and above each limit."""

from datetime import timedelta

import pytest

from blog.watch.trouble import Figures, Kind, trouble_in
from tests.clock import NOON

SECOND = timedelta(seconds=1)
HALF_AN_HOUR = timedelta(minutes=30)
FIVE_MINUTES = timedelta(minutes=5)


def kinds(**figures):
    ordinary = {"looked_at": NOON}
    found = trouble_in(Figures(**ordinary | figures), now=NOON)
    return found.kinds if found else ()


def test_nothing_dead_nothing_old_and_a_courier_that_runs_is_no_trouble():
    assert kinds(waiting=3, oldest_unsent_at=NOON - SECOND) == ()


def test_one_dead_letter_is_trouble():
    assert kinds(dead=1) == (Kind.DEAD,)


@pytest.mark.parametrize(
    ("age", "found"), [(HALF_AN_HOUR, ()), (HALF_AN_HOUR + SECOND, (Kind.LATE,))]
)
def test_a_letter_unsent_for_more_than_half_an_hour_is_trouble(age, found):
    assert kinds(oldest_unsent_at=NOON - age) == found


@pytest.mark.parametrize(
    ("age", "found"), [(FIVE_MINUTES, ()), (FIVE_MINUTES + SECOND, (Kind.SILENT,))]
)
def test_a_courier_that_has_not_looked_for_more_than_five_minutes_is_trouble(age, found):
    assert kinds(looked_at=NOON - age) == found


def test_a_courier_that_never_looked_is_trouble():
    assert kinds(looked_at=None) == (Kind.SILENT,)


def test_couriers_that_pause_are_trouble():
    assert kinds(paused_since=NOON, waiting=1) == (Kind.PAUSED,)
    assert kinds(paused_since=NOON, waiting=0) == ()


def test_a_failed_rehearsal_is_trouble_and_says_at_which_step():
    found = trouble_in(Figures(looked_at=NOON, failed="The form is shown: 500."), now=NOON)

    assert found
    assert found.kinds == (Kind.FAILED,)
    assert found.words == "The last rehearsal failed: The form is shown: 500."


def test_a_warning_says_of_letters_what_the_desk_says():
    found = trouble_in(Figures(looked_at=NOON, dead=1), now=NOON, letters_say="One is dead: 550.")

    assert found
    assert found.words == "One is dead: 550."
