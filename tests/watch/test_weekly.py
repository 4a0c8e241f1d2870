"""The weekly letter: what came in, and that it comes once a week whatever happens."""

import threading
from datetime import UTC, datetime

import pytest

from blog.comments.model import Status
from blog.db import writing
from blog.inquiries.model import State
from blog.inquiries.reference import reference
from blog.outbox.model import Stage
from blog.watch import store
from tests import make
from tests.clock import NOON
from tests.watch.watching import (
    DAY,
    HOUR,
    a_minute_of_the_courier,
    letters_about,
    the_owner_wishes,
    the_site_is,
)

MONDAY = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)  # eight in Los Angeles


@pytest.fixture
def look(app, clock):
    def at(moment):
        clock.now = moment
        a_minute_of_the_courier(app)

    return at


def the_letter(engine):
    (letter,) = letters_about(engine, "weekly")
    return letter


def test_a_site_that_starts_gets_no_letter_for_a_week_that_has_not_been(engine, look):
    look(MONDAY + HOUR)
    look(MONDAY + 6 * DAY)

    assert letters_about(engine, "weekly") == []


def test_it_comes_on_monday_at_eight_also_when_nothing_came(engine, look):
    look(MONDAY - 3 * DAY)
    look(MONDAY)
    look(MONDAY + HOUR)

    letter = the_letter(engine)
    assert letter.recipient == "office@howard.example"
    assert letter.subject == "[Howard Street] What came in: nothing"
    assert "Friday 20 November 2026, 08:00\nto Monday 23 November 2026, 08:00" in letter.body
    assert "received:              none" in letter.body


def test_it_counts_what_came_and_what_is_left(engine, post, look):
    look(MONDAY - 7 * DAY)
    at = MONDAY - DAY
    with writing(engine) as session:
        old = make.an_inquiry(session, created_at=MONDAY - 30 * DAY).id
        make.an_inquiry(session, created_at=at, state=State.CLOSED, answered_at=at)
        make.an_inquiry(session, created_at=at, state=State.CLOSED, rehearsal=True)
        for status in (Status.APPROVED, Status.APPROVED, Status.HELD, Status.SPAM):
            make.a_comment(session, post, created_at=at, status=status)
        make.a_letter(session, stage=Stage.SENT, sent_at=at)
        make.a_letter(session, stage=Stage.DEAD)

    look(MONDAY)

    letter = the_letter(engine)
    assert letter.subject == "[Howard Street] What came in: 1 inquiry, 3 comments"
    for line in (
        "  answered:              1\n",
        "  still to be answered:  1\n",
        f"  the oldest of them:    {reference(old)}, Saturday 24 October 2026, 09:00\n",
        "  approved:              2\n",
        "  waiting for you now:   1\n",
        "  delivered:             1\n",
        "  dead now:              1\n",
        "  last delivery:         Sunday 22 November 2026, 08:00\n",
        "  The way of an inquiry was never rehearsed.\n",
    ):
        assert line in letter.body


def test_what_was_kept_aside_is_named_by_reference_and_reasons_alone(engine, look):
    look(MONDAY - 7 * DAY)
    with writing(engine) as session:
        caught = make.an_inquiry(
            session, state=State.SPAM, reasons=["5 links", "trap filled"], created_at=MONDAY - DAY
        ).id

    look(MONDAY)

    body = the_letter(engine).body
    assert "1 inquiry was kept aside and not mailed." in body
    assert f"{reference(caught)}: 5 links, trap filled\n" in body
    assert "/desk/inquiries/?state=spam" in body
    assert "Sam" not in body
    assert "prospect.example" not in body


def test_of_very_many_the_newest_are_named_and_the_rest_counted(engine, look):
    look(MONDAY - 7 * DAY)
    with writing(engine) as session:
        for _ in range(25):
            make.an_inquiry(session, state=State.SPAM, created_at=MONDAY - DAY)

    look(MONDAY)

    assert "25 inquiries were kept aside" in the_letter(engine).body
    assert "and 5 more" in the_letter(engine).body


def test_a_site_that_was_down_on_monday_tells_it_once_when_it_is_up(engine, look):
    look(MONDAY - 17 * DAY)

    look(MONDAY + 2 * DAY)
    look(MONDAY + 3 * DAY)

    assert "Friday 6 November 2026, 08:00\nto Wednesday 25 November" in the_letter(engine).body


def test_week_after_week_there_is_one_letter_also_where_the_clocks_change(engine, look):
    the_site_is(engine, zone="Europe/Vienna")
    begin = datetime(2026, 10, 13, 0, 0, tzinfo=UTC)

    for hour in range(5 * 7 * 24):
        look(begin + hour * HOUR)

    written = [letter.created_at for letter in letters_about(engine, "weekly")]
    assert written == [
        datetime(2026, 10, 19, 6, tzinfo=UTC),
        datetime(2026, 10, 26, 7, tzinfo=UTC),
        datetime(2026, 11, 2, 7, tzinfo=UTC),
        datetime(2026, 11, 9, 7, tzinfo=UTC),
        datetime(2026, 11, 16, 7, tzinfo=UTC),
    ]


def test_an_owner_who_wants_none_gets_none_nor_the_old_weeks_later(engine, look):
    the_owner_wishes(engine, weekly_letter=False)
    look(MONDAY - 7 * DAY)
    look(MONDAY + HOUR)

    the_owner_wishes(engine, weekly_letter=True)
    look(MONDAY + 2 * HOUR)

    assert letters_about(engine, "weekly") == []


def test_each_of_the_office_s_addresses_gets_one(engine, look):
    the_site_is(engine, letters_to=("office@howard.example", "erin@howard.example"))
    look(MONDAY - DAY)

    look(MONDAY)

    assert len(letters_about(engine, "weekly")) == 2


def test_many_couriers_write_one_letter(app, engine, clock, look):
    look(MONDAY - DAY)
    clock.now = MONDAY
    crowd = [threading.Thread(target=a_minute_of_the_courier, args=[app]) for _ in range(8)]

    for one in crowd:
        one.start()
    for one in crowd:
        one.join()

    assert len(letters_about(engine, "weekly")) == 1


def test_it_says_how_the_last_rehearsal_went(engine, look):
    look(MONDAY - DAY)
    with writing(engine) as session:
        store.note_rehearsal(session, failed="The form is shown: The answer is 500.", now=NOON)

    look(MONDAY)

    body = the_letter(engine).body
    assert "Monday 23 November 2026, 04:00. The last rehearsal failed: The form is shown" in body
