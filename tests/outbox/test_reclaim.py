from datetime import timedelta

import pytest

from blog.db import writing
from blog.outbox import store
from blog.outbox.leaving.deliver import Outcome, deliver_one, reclaim
from blog.outbox.leaving.outgoing import Outgoing, TryLater
from blog.outbox.model import Stage
from tests.clock import NOON, StoppedClock
from tests.outbox.letters import attempts, look, owe


def go(engine, clock):
    return deliver_one(engine, lambda _: "250 OK", claimant="desk:2:b", now=clock)


def abandoned(engine) -> int:
    letter_id = owe(engine)
    with writing(engine) as session:
        store.claim(session, "desk:1:gone", now=NOON)
    return letter_id


@pytest.mark.parametrize(("minutes", "comes_back"), [(5, 0), (5.01, 1)])
def test_a_letter_left_by_an_unknown_process_comes_back_after_the_lease(
    engine, minutes, comes_back
):
    letter_id = abandoned(engine)

    later = NOON + timedelta(minutes=minutes)
    assert reclaim(engine, is_gone=lambda _: False, now=later) == comes_back

    assert look(engine, letter_id).stage == (Stage.DUE if comes_back else Stage.SENDING)


def test_a_letter_left_by_a_process_known_to_be_gone_comes_back_at_once(engine):
    letter_id = abandoned(engine)

    assert reclaim(engine, is_gone=lambda claimant: claimant == "desk:1:gone", now=NOON) == 1

    assert look(engine, letter_id).due_at == NOON
    assert [one.outcome for one in attempts(engine, letter_id)] == [Outcome.CUT_SHORT]
    assert go(engine, StoppedClock())
    assert look(engine, letter_id).stage == Stage.SENT


def test_who_lost_a_letter_meanwhile_cannot_move_it(engine):
    letter_id = owe(engine)
    clock = StoppedClock()

    def slow(_: Outgoing) -> str:
        clock.forward(timedelta(minutes=6))
        reclaim(engine, is_gone=lambda _: False, now=clock.now)
        assert go(engine, clock)
        raise TryLater("too late")

    deliver_one(engine, slow, claimant="desk:1:a", now=clock)

    assert look(engine, letter_id).stage == Stage.SENT
    assert [one.outcome for one in attempts(engine, letter_id)] == [
        Outcome.CUT_SHORT,
        Outcome.SENT,
        Outcome.LATER,
    ]
