from datetime import timedelta

import pytest

from blog.db import writing
from blog.outbox import store
from blog.outbox.again import drop, send_again
from blog.outbox.deliver import deliver_one
from blog.outbox.model import Stage
from blog.outbox.outgoing import Refused, TryLater
from tests.clock import NOON, StoppedClock
from tests.outbox.letters import look, owe

_LATER = NOON + timedelta(seconds=10)


def after(engine, error: Exception | None) -> int:
    """A letter that met this at its first attempt."""
    letter_id = owe(engine)

    def send(_: object) -> str:
        if error:
            raise error
        return "250"

    deliver_one(engine, send, claimant="desk:1:a", now=StoppedClock())
    return letter_id


def asked(engine, verb, letter_id: int) -> bool:
    with writing(engine) as session:
        done: bool = verb(session, letter_id, now=_LATER)
    return done


def test_a_dead_letter_is_sent_again_at_once(engine):
    letter_id = after(engine, Refused("550 no"))

    assert asked(engine, send_again, letter_id)

    assert look(engine, letter_id).stage == Stage.DUE
    assert look(engine, letter_id).due_at == _LATER


def test_a_waiting_letter_need_not_wait(engine):
    letter_id = after(engine, TryLater("451 later"))

    assert asked(engine, send_again, letter_id)

    assert look(engine, letter_id).due_at == _LATER


def test_asking_twice_makes_no_second_letter_due(engine):
    letter_id = after(engine, Refused("550 no"))

    assert asked(engine, send_again, letter_id)
    assert not asked(engine, send_again, letter_id)


def test_a_sent_letter_is_not_sent_again(engine):
    letter_id = after(engine, None)

    assert not asked(engine, send_again, letter_id)
    assert look(engine, letter_id).stage == Stage.SENT


def test_a_letter_in_hand_is_not_taken_away(engine):
    letter_id = owe(engine)
    with writing(engine) as session:
        store.claim(session, "desk:1:a", now=NOON)

    assert not asked(engine, send_again, letter_id)
    assert not asked(engine, drop, letter_id)
    assert look(engine, letter_id).stage == Stage.SENDING


def test_a_dropped_letter_stays_on_record_and_may_still_be_sent(engine):
    letter_id = after(engine, Refused("550 no"))

    assert asked(engine, drop, letter_id)
    assert look(engine, letter_id).stage == Stage.DROPPED

    assert asked(engine, send_again, letter_id)
    assert look(engine, letter_id).stage == Stage.DUE


@pytest.mark.parametrize("met", [None, TryLater("451 later")])
def test_only_a_dead_letter_is_dropped(engine, met):
    assert not asked(engine, drop, after(engine, met))


def test_an_unknown_letter_is_nobody_s(engine):
    assert not asked(engine, send_again, 4711)
    assert not asked(engine, drop, 4711)
