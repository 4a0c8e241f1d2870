"""Times typed at the desk, in the site's zone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.web.typed_times import NOT_A_TIME, NoSuchTime, as_typed, time_typed

LA, VIENNA = "America/Los_Angeles", "Europe/Vienna"


@pytest.mark.parametrize(
    ("typed", "zone", "at"),
    [
        ("2026-03-07T09:00", LA, datetime(2026, 3, 7, 17, 0)),
        ("2026-03-09 09:00", LA, datetime(2026, 3, 9, 16, 0)),
        (" 2026-07-01T09:00:30 ", VIENNA, datetime(2026, 7, 1, 7, 0)),
        ("2026-03-08T03:00", LA, datetime(2026, 3, 8, 10, 0)),
        ("2026-03-08T01:59", LA, datetime(2026, 3, 8, 9, 59)),
    ],
)
def test_a_time_is_of_the_site_s_zone(typed, zone, at):
    assert time_typed(typed, zone).at == at.replace(tzinfo=UTC)
    assert not time_typed(typed, zone).note


@pytest.mark.parametrize(
    ("typed", "zone", "words"),
    [
        ("2026-03-08T02:30", LA, "There is no 02:30 on 8 March 2026: the clocks are set forward"),
        ("2026-03-08T02:30", LA, "The next time there is comes at 03:00."),
        ("2026-03-29T02:00", VIENNA, "The next time there is comes at 03:00."),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "The next time there is comes at 02:30."),
        ("2011-12-30T12:00", "Pacific/Apia", "comes at 00:00 on 31 December 2011."),
    ],
)
def test_a_time_the_clocks_skip_is_refused_with_the_next_there_is(typed, zone, words):
    with pytest.raises(NoSuchTime) as refused:
        time_typed(typed, zone)

    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "zone", "first"),
    [
        ("2026-11-01T01:30", LA, datetime(2026, 11, 1, 8, 30)),
        ("2026-10-25T02:30", VIENNA, datetime(2026, 10, 25, 0, 30)),
    ],
)
def test_of_a_time_that_comes_twice_the_first_is_meant_and_that_is_said(typed, zone, first):
    found = time_typed(typed, zone)

    assert found.at == first.replace(tzinfo=UTC)
    assert "comes twice" in found.note


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "2026-13-01T00:00",
        "2026-02-29T09:00",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
        "２０２６-03-08T02:30x",
    ],
)
def test_what_is_no_time_is_refused_with_an_example(typed):
    with pytest.raises(NoSuchTime, match=NOT_A_TIME[:20]):
        time_typed(typed, LA)


@given(st.text())
def test_whatever_is_typed_is_a_time_or_refused_with_words(typed):
    try:
        time_typed(typed, VIENNA)
    except NoSuchTime as refused:
        assert str(refused)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2190, 1, 1)))
def test_what_a_form_shows_is_read_back_as_the_same_moment_or_an_hour_before(at):
    moment = at.replace(second=0, microsecond=0, tzinfo=UTC)

    back = time_typed(as_typed(moment, LA), LA)

    assert (moment - back.at).total_seconds() == 0 or back.note
