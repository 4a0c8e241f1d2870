import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.exc import OperationalError

from blog.db import writing
from blog.outbox import store
from blog.outbox.leaving import deliver
from blog.outbox.leaving.deliver import Outcome, deliver_one
from blog.outbox.leaving.outgoing import Outgoing, Refused, Send, TryLater
from blog.outbox.model import Stage
from tests.clock import NOON, StoppedClock
from tests.outbox.letters import attempts, look, owe


def fails(error):
    def send(outgoing: Outgoing) -> str:
        raise error

    return send


def taken(_: Outgoing) -> str:
    return "250 OK"


def notes(into: list[Any], see: Callable[[Outgoing], Any]) -> Send:
    """Takes every letter, and notes what it sees when it does."""

    def send(outgoing: Outgoing) -> str:
        into.append(see(outgoing))
        return "250 OK"

    return send


def go(engine, send=taken, now=None):
    return deliver_one(engine, send, claimant="desk:1:a", now=now or StoppedClock())


def test_a_due_letter_is_handed_over_whole(engine):
    sent: list[Outgoing] = []
    letter_id = owe(engine)

    assert go(engine, notes(sent, see=lambda outgoing: outgoing))

    letter = look(engine, letter_id)
    (outgoing,) = sent
    assert outgoing.recipient == "office@howard.example"
    assert outgoing.reply_to == "ada@reader.example"
    assert outgoing.message_id == letter.message_id
    assert outgoing.date == letter.created_at
    assert letter.stage == Stage.SENT
    assert letter.sent_at == NOON
    assert letter.last_answer == "250 OK"


def test_nothing_due_is_nothing_to_do(engine):
    assert not go(engine)


def test_an_idle_courier_never_asks_for_the_write_lock(engine):
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))

    go(engine)

    assert {one.split(" ", 1)[0] for one in statements} <= {"BEGIN", "SELECT"}
    assert "BEGIN IMMEDIATE" not in statements


def test_a_letter_waits_for_its_time(engine):
    owe(engine, at=NOON + timedelta(seconds=1))

    assert not go(engine)
    assert go(engine, now=StoppedClock(NOON + timedelta(seconds=1)))


def test_the_letter_due_longest_goes_first(engine):
    sent: list[int] = []
    later, sooner = owe(engine, at=NOON), owe(engine, at=NOON - timedelta(hours=1))

    while go(engine, notes(sent, see=lambda outgoing: outgoing.letter_id)):
        pass

    assert sent == [sooner, later]


def test_no_transaction_is_open_while_the_network_talks(engine):
    open_connections: list[int] = []
    owe(engine)

    go(engine, notes(open_connections, see=lambda _: engine.pool.checkedout()))

    assert open_connections == [0]


def test_a_sent_letter_is_never_sent_again(engine):
    owe(engine)
    go(engine)

    assert not go(engine, now=StoppedClock(NOON + timedelta(days=30)))


def test_a_failed_letter_is_tried_again_later_and_later(engine):
    clock, letter_id = StoppedClock(), owe(engine)
    waits = []

    for _ in range(6):
        go(engine, fails(TryLater("451 come back")), clock)
        due_at = look(engine, letter_id).due_at
        waits.append((due_at - clock.now) / timedelta(minutes=1))
        clock.now = due_at

    assert waits == [1, 5, 15, 60, 240, 240]
    assert look(engine, letter_id).stage == Stage.DUE


def test_a_failed_letter_is_dead_after_five_days(engine):
    clock, letter_id = StoppedClock(), owe(engine)

    while look(engine, letter_id).stage == Stage.DUE:
        clock.now = look(engine, letter_id).due_at
        go(engine, fails(TryLater("451 come back")), clock)

    assert clock.now == NOON + timedelta(days=5)
    assert look(engine, letter_id).stage == Stage.DEAD
    assert look(engine, letter_id).last_answer == "451 come back"


def test_a_refused_letter_is_dead_at_once_with_the_server_s_words(engine):
    letter_id = owe(engine)

    go(engine, fails(Refused("550 5.1.1 no such mailbox")))

    assert look(engine, letter_id).stage == Stage.DEAD
    assert look(engine, letter_id).last_answer == "550 5.1.1 no such mailbox"


def test_every_attempt_is_kept_with_its_answer(engine):
    clock, letter_id = StoppedClock(), owe(engine)

    go(engine, fails(TryLater("451 come back")), clock)
    clock.forward(timedelta(minutes=1))
    go(engine, taken, clock)

    first, second = attempts(engine, letter_id)
    assert (first.outcome, first.answer, first.at) == (Outcome.LATER, "451 come back", NOON)
    assert (second.outcome, second.answer, second.at) == (Outcome.SENT, "250 OK", clock.now)
    assert first.recipient == second.recipient == "office@howard.example"
    assert look(engine, letter_id).attempts == 2


def test_a_letter_that_cannot_be_made_does_not_stop_the_others(engine, caplog):
    caplog.set_level(logging.INFO)
    odd, ordinary = owe(engine, recipient="odd@howard.example"), owe(engine)

    def send(outgoing: Outgoing) -> str:
        if outgoing.letter_id == odd:
            raise ValueError("odd@howard.example is odd")
        return "250"

    while go(engine, send):
        pass

    assert look(engine, ordinary).stage == Stage.SENT
    assert look(engine, odd).stage == Stage.DUE
    assert look(engine, odd).last_answer == "ValueError: odd@howard.example is odd"
    assert "ValueError" in caplog.text
    assert "odd@" not in caplog.text


def test_an_answer_is_kept_as_one_line_of_bearable_length(engine):
    letter_id = owe(engine)

    go(engine, fails(Refused("550 no\r\nway\x00" + "!" * 5000)))

    answer = look(engine, letter_id).last_answer
    assert answer.startswith("550 no way!")
    assert len(answer) == 1000


def test_a_letter_in_the_hands_of_a_courier_is_left_alone(engine):
    letter_id = owe(engine)

    def send(_: Outgoing) -> str:
        assert look(engine, letter_id).stage == Stage.SENDING
        assert not go(engine)
        return "250"

    assert go(engine, send)
    assert len(attempts(engine, letter_id)) == 1


def test_a_letter_that_left_is_noted_even_if_the_database_stumbles(engine, monkeypatch):
    monkeypatch.setattr(deliver, "_PAUSES_TO_NOTE", (0, 0))
    letter_id = owe(engine)
    stumbles = iter([True, True])

    def stumble(_connection, _cursor, statement, *_rest):
        if statement.startswith("INSERT INTO attempt") and next(stumbles, False):
            raise OperationalError(statement, {}, Exception("disk full"))

    event.listen(engine, "before_cursor_execute", stumble)
    go(engine)

    assert look(engine, letter_id).stage == Stage.SENT
    assert [one.outcome for one in attempts(engine, letter_id)] == [Outcome.SENT]


def test_the_claim_leaves_nothing_to_load_later(engine):
    owe(engine)

    with writing(engine) as session:
        letter = store.claim(session, "desk:1:a", now=NOON)

    assert letter
    assert not inspect(letter).unloaded
