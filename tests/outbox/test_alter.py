from datetime import timedelta

import pytest

from blog.db import reading, writing
from blog.outbox import store
from blog.outbox.alter import drop, hold, send_again, send_to
from blog.outbox.leaving.deliver import deliver_one
from blog.outbox.leaving.outgoing import Refused, TryLater
from blog.outbox.model import Stage
from tests.clock import NOON, StoppedClock
from tests.outbox.letters import look, owe

_NOBODYS = 4711
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


def asked(engine, verb, letter_id: int, **given) -> bool:
    """Of an editor who saw the letter as it stands, unless `seen` says otherwise."""
    found = look(engine, letter_id) if letter_id != _NOBODYS else None
    given = {"seen": found.stage if found else Stage.DEAD, **given}
    with writing(engine) as session:
        done: bool = verb(session, letter_id, **given)
    return done


def again(session, letter_id, *, seen):
    return send_again(session, letter_id, seen=seen, now=_LATER)


def dropped(session, letter_id, *, seen):
    return drop(session, letter_id, seen=seen, why="The person called.")


def held(session, letter_id, *, seen):
    return hold(session, letter_id, seen=seen, why="Wait for Monday.")


def to_sam(session, letter_id, *, seen):
    return send_to(session, letter_id, seen=seen, recipient="sam@other.example", now=_LATER)


def test_a_dead_letter_is_sent_again_at_once(engine):
    letter_id = after(engine, Refused("550 no"))

    assert asked(engine, again, letter_id)

    assert look(engine, letter_id).stage == Stage.DUE
    assert look(engine, letter_id).due_at == _LATER


def test_a_waiting_letter_need_not_wait(engine):
    letter_id = after(engine, TryLater("451 later"))

    assert asked(engine, again, letter_id)

    assert look(engine, letter_id).due_at == _LATER


def test_asking_twice_makes_no_second_letter_due(engine):
    letter_id = after(engine, Refused("550 no"))

    assert asked(engine, again, letter_id)
    assert not asked(engine, again, letter_id)


def test_a_sent_letter_is_not_sent_again(engine):
    letter_id = after(engine, None)

    assert not asked(engine, again, letter_id)
    assert look(engine, letter_id).stage == Stage.SENT


def test_a_letter_in_hand_is_not_taken_away(engine):
    letter_id = owe(engine)
    with writing(engine) as session:
        store.claim(session, "desk:1:a", now=NOON)

    assert not asked(engine, again, letter_id)
    assert not asked(engine, dropped, letter_id)
    assert look(engine, letter_id).stage == Stage.SENDING


def test_a_dropped_letter_stays_on_record_and_may_still_be_sent(engine):
    letter_id = after(engine, Refused("550 no"))

    assert asked(engine, dropped, letter_id)
    assert look(engine, letter_id).stage == Stage.DROPPED

    assert asked(engine, again, letter_id)
    assert look(engine, letter_id).stage == Stage.DUE


def test_a_sent_letter_is_not_dropped(engine):
    assert not asked(engine, dropped, after(engine, None))


def test_a_held_letter_leaves_when_somebody_sends_it_and_not_before(engine):
    letter_id = owe(engine)

    assert asked(engine, held, letter_id)
    assert not deliver_one(engine, lambda _: "250", claimant="desk:1:a", now=StoppedClock())
    assert look(engine, letter_id).why == "Wait for Monday."

    assert asked(engine, again, letter_id)
    assert look(engine, letter_id).stage == Stage.DUE


def test_a_letter_is_sent_to_another_address_as_the_same_letter(engine):
    letter_id = after(engine, Refused("550 no such mailbox"))
    before = look(engine, letter_id)

    assert asked(engine, to_sam, letter_id)

    letter = look(engine, letter_id)
    assert (letter.stage, letter.recipient) == (Stage.DUE, "sam@other.example")
    assert letter.message_id == before.message_id
    with reading(engine) as session:
        assert [it.recipient for it in store.attempts_of(session, letter_id)] == [before.recipient]


@pytest.mark.parametrize("verb", [again, dropped, held, to_sam])
def test_what_has_moved_on_since_it_was_seen_is_left_alone(engine, verb):
    letter_id = after(engine, Refused("550 no"))

    assert not asked(engine, verb, letter_id, seen=Stage.DUE)
    assert look(engine, letter_id).stage == Stage.DEAD


def test_an_unknown_letter_is_nobody_s(engine):
    assert not asked(engine, again, _NOBODYS)
    assert not asked(engine, dropped, _NOBODYS)


def test_a_letter_dead_of_old_age_has_its_tries_anew(engine):
    letter_id = owe(engine)
    with writing(engine) as session:
        values = {"stage": Stage.DEAD, "attempts": 30, "created_at": NOON - timedelta(days=6)}
        store.alter(session, letter_id, seen=Stage.DUE, values=values)
    asked(engine, again, letter_id)
    clock = StoppedClock()
    clock.forward(timedelta(minutes=1))

    def send(_: object) -> str:
        raise TryLater("450 greylisted")

    deliver_one(engine, send, claimant="desk:1:a", now=clock)

    assert look(engine, letter_id).stage == Stage.DUE
