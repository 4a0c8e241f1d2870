"""Counting and recognising."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from blog.db import writing
from blog.intake import store
from blog.intake.store import Before
from tests.clock import NOON

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def count(engine: Engine):
    def count(key: str = "eve", *, at: datetime = NOON) -> int:
        with writing(engine) as session:
            return store.count(session, key, seconds=60, now=at)

    return count


@pytest.fixture
def say(engine: Engine):
    def say(said: str = "hello", *, at: datetime = NOON) -> Before | None:
        with writing(engine) as session:
            return store.say(session, said, since=at - DAY, now=at)

    return say


def test_every_key_is_counted_by_itself(count):
    assert [count(), count(), count("sam"), count()] == [1, 2, 1, 3]


@pytest.mark.parametrize(("later", "found"), [(MINUTE - timedelta(seconds=1), 2), (MINUTE, 1)])
def test_a_window_ends_when_its_time_is_over(count, later, found):
    count()

    assert count(at=NOON + later) == found


def test_a_window_is_not_drawn_out_by_what_falls_into_it(count):
    count()
    count(at=NOON + MINUTE / 2)

    assert count(at=NOON + MINUTE) == 1


def test_a_digest_tells_its_parts_apart():
    assert store.digest("ab", "c") != store.digest("a", "bc")
    assert store.digest("\ud800") == store.digest("\ud800")


def test_what_was_said_is_known_with_what_it_became(engine, say):
    assert say() is None
    with writing(engine) as session:
        store.became(session, "hello", 7)

    assert say(at=NOON + DAY) == Before(thing_id=7)
    assert say("goodbye") is None


def test_after_its_time_it_is_said_anew(engine, say):
    say()
    with writing(engine) as session:
        store.became(session, "hello", 7)

    assert say(at=NOON + DAY + timedelta(seconds=1)) is None
    assert say(at=NOON + DAY + timedelta(seconds=2)) == Before(thing_id=None)


def test_what_was_refused_may_be_said_again(engine, say):
    say()
    with writing(engine) as session:
        store.unsay(session, "hello")

    assert say() is None


def test_only_what_is_old_is_forgotten(engine, say, count):
    for at in (NOON, NOON + DAY):
        say(f"said at {at}", at=at)
        count(f"counted at {at}", at=at)
    with writing(engine) as session:
        store.forget(session, before=NOON + DAY)

    assert say(f"said at {NOON}") is None
    assert say(f"said at {NOON + DAY}") == Before(thing_id=None)
    assert count(f"counted at {NOON}") == 1
    assert count(f"counted at {NOON + DAY}", at=NOON + DAY) == 2
