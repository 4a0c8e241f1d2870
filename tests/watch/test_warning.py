"""The warning letter: when it is written, to whom, and what it says."""

import threading
from datetime import timedelta

import pytest

from blog.db import writing
from blog.outbox.alter import drop
from blog.outbox.model import Letter, Stage
from blog.watch import store
from tests import make
from tests.clock import NOON
from tests.rows import rows
from tests.watch.watching import (
    DAY,
    HOUR,
    MINUTE,
    WATCHED,
    a_courier_looked,
    a_minute_of_the_courier,
    letters_about,
    remembered,
    the_owner_wishes,
    warnings,
)

pytestmark = pytest.mark.usefixtures("watched")


@pytest.fixture
def watched(engine, app):
    the_owner_wishes(engine, alarm_to=(WATCHED,), weekly_letter=False)


@pytest.fixture
def minute(app, engine, clock):
    """So many minutes go by, and the courier runs in each."""

    def go(times=1, by=MINUTE):
        for _ in range(times):
            a_courier_looked(engine, clock.forward(by))
            a_minute_of_the_courier(app)

    return go


def a_dead_letter(engine, **values):
    with writing(engine) as session:
        return make.a_letter(
            session, stage=Stage.DEAD, last_answer="550 no such mailbox", **values
        ).id


def let_go(engine, letter_id):
    with writing(engine) as session:
        assert drop(session, letter_id, seen=Stage.DEAD, why="So.")


def test_while_all_is_well_nobody_is_written_to(engine, minute):
    minute(10)

    assert warnings(engine) == []


def test_a_dead_letter_is_told_of_once_with_the_server_s_words_and_what_to_do(engine, minute):
    a_dead_letter(engine)

    minute(30)

    (letter,) = letters_about(engine, "alarm")
    assert letter.recipient == WATCHED
    assert (letter.via, letter.auto, letter.about_id) == ("alarm", "auto-generated", 0)
    assert "One letter could not be delivered: 550 no such mailbox." in letter.body
    assert "Since:            Monday 23 November 2026, 04:01" in letter.body
    assert "http://localhost/desk/outbox/" in letter.body


def test_more_of_the_same_kind_is_no_news(engine, minute):
    a_dead_letter(engine)
    minute()
    a_dead_letter(engine)

    minute(5)

    assert len(warnings(engine)) == 1


def test_trouble_of_another_kind_is_told_of_again(engine, minute):
    a_dead_letter(engine)
    minute()
    with writing(engine) as session:
        make.a_letter(session, created_at=NOON - HOUR)

    minute(5)

    assert len(warnings(engine)) == 2
    assert "The oldest unsent letter has waited for" in warnings(engine)[1]


def test_trouble_that_lasts_is_told_of_once_a_day(engine, minute):
    a_dead_letter(engine)

    minute(3 * 24 + 1, by=HOUR)

    assert len(warnings(engine)) == 4


def test_the_end_is_told_of_once_and_only_when_it_stays_well(engine, minute):
    dead = a_dead_letter(engine)
    minute()
    let_go(engine, dead)

    minute(5)
    after_five = len(warnings(engine))
    minute(30)

    assert after_five == 1
    assert len(warnings(engine)) == 2
    assert "All is well again" in warnings(engine)[1]
    assert remembered(engine).kinds == ""


def test_trouble_that_comes_and_goes_is_one_trouble(engine, minute):
    for _ in range(20):
        dead = a_dead_letter(engine)
        minute(2)
        let_go(engine, dead)
        minute(2)

    assert len(warnings(engine)) == 1


def test_whatever_happens_nobody_gets_more_than_twelve_in_a_day(engine, minute):
    for _ in range(20):
        dead = a_dead_letter(engine)
        minute()
        let_go(engine, dead)
        minute(7)

    assert len(warnings(engine)) == 12


def test_a_warning_that_is_stuck_itself_is_no_trouble(engine, minute):
    a_dead_letter(engine, about="alarm", about_id=0)
    with writing(engine) as session:
        make.a_letter(session, about="alarm", about_id=0, created_at=NOON - DAY)

    minute(5)

    assert len(warnings(engine)) == 2
    assert remembered(engine).kinds == ""


def test_with_nobody_to_warn_no_letter_is_written_until_somebody_is_named(engine, minute):
    the_owner_wishes(engine, alarm_to=())
    a_dead_letter(engine)
    minute(5)
    before = warnings(engine)

    the_owner_wishes(engine, alarm_to=(WATCHED, "sam@elsewhere.example"))
    minute()

    assert before == []
    assert {letter.recipient for letter in letters_about(engine, "alarm")} == {
        WATCHED,
        "sam@elsewhere.example",
    }


def test_couriers_that_pause_are_told_of(app, engine, clock):
    a_courier_looked(engine, clock.now, paused_since=NOON, paused_until=NOON + HOUR)
    with writing(engine) as session:
        make.a_letter(session)

    a_minute_of_the_courier(app)

    assert "check its name, user and password" in warnings(engine)[0]


def test_many_at_once_write_one_warning(app, engine, clock):
    a_courier_looked(engine, clock.now)
    a_dead_letter(engine)
    crowd = [threading.Thread(target=a_minute_of_the_courier, args=[app]) for _ in range(8)]

    for one in crowd:
        one.start()
    for one in crowd:
        one.join()

    assert len(warnings(engine)) == 1


def test_a_failed_rehearsal_is_at_the_desk_and_in_the_warning(app, engine, editor, minute, client):
    with writing(engine) as session:
        store.note_rehearsal(session, failed="The form is taken: The answer is 500.", now=NOON)

    minute()
    page = make.sign_in(client).get("/desk/outbox/").get_data(as_text=True)

    assert "The last rehearsal failed: The form is taken: The answer is 500." in warnings(engine)[0]
    assert "The last rehearsal failed: The form is taken: The answer is 500." in page


def test_an_old_letter_of_another_day_counts_in_the_words(engine, minute):
    with writing(engine) as session:
        make.a_letter(session, created_at=NOON - timedelta(days=3))

    minute()

    assert "Letters waiting:  1" in warnings(engine)[0]
    assert len(rows(engine, Letter)) == 2
