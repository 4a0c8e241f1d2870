"""From the table of letters to a real mail server that has good days and bad ones."""

from datetime import timedelta

from blog.outbox.leaving.deliver import Outcome, deliver_one
from blog.outbox.model import Stage
from tests.clock import StoppedClock
from tests.mail.server import Fault, MailServer
from tests.outbox.letters import attempts, look, owe


def go(engine, send, clock):
    """Deliver all that is due."""
    while deliver_one(engine, send, claimant="desk:1:a", now=clock):
        pass


def test_a_letter_reaches_the_office(engine, office, mail_server):
    letter_id = owe(engine, subject="Grüße", reply_to_name="Lovelace, Ada")

    go(engine, office(port=mail_server.port), StoppedClock())

    (delivered,) = mail_server.delivered
    assert look(engine, letter_id).stage == Stage.SENT
    assert look(engine, letter_id).last_answer == "250 OK queued as 1"
    assert delivered.mail["Subject"] == "Grüße"
    assert delivered.mail["Message-ID"] == look(engine, letter_id).message_id


def test_a_letter_waits_until_the_server_can_be_trusted(engine, office, server_tls):
    tls, ca_file = server_tls
    clock, letter_id = StoppedClock(), owe(engine)
    with MailServer(tls=tls).running() as server:
        go(engine, office(port=server.port, use_tls=True), clock)
        assert look(engine, letter_id).stage == Stage.DUE
        assert server.delivered == []

        clock.forward(timedelta(minutes=1))
        go(engine, office(port=server.port, use_tls=True, ca_file=str(ca_file)), clock)

    assert look(engine, letter_id).stage == Stage.SENT
    assert len(server.delivered) == 1


def test_every_letter_survives_a_server_with_every_fault(engine, office, mail_server):
    faults = [Fault.GOES_DOWN, Fault.GREYLISTED, Fault.MAILBOX_FULL, Fault.DROPS_IN_DATA]
    mail_server.faults.extend(faults)
    clock, ids = StoppedClock(), [owe(engine) for _ in range(6)]
    send = office(port=mail_server.port)

    go(engine, send, clock)
    clock.forward(timedelta(minutes=1))
    go(engine, send, clock)

    wanted = sorted(look(engine, one).message_id for one in ids)
    assert sorted(str(one.mail["Message-ID"]) for one in mail_server.delivered) == wanted


def test_a_dead_letter_shows_the_server_s_words(engine, office, mail_server):
    mail_server.faults.append(Fault.NO_SUCH_MAILBOX)
    letter_id = owe(engine)

    go(engine, office(port=mail_server.port), StoppedClock())

    assert look(engine, letter_id).stage == Stage.DEAD
    (attempt,) = attempts(engine, letter_id)
    assert (attempt.outcome, attempt.answer) == (Outcome.REFUSED, "550 5.1.1 no such mailbox")


def test_a_line_dropped_after_the_text_makes_one_more_copy_that_can_be_recognised(
    engine, office, mail_server
):
    mail_server.faults.append(Fault.DROPS_AFTER_DATA)
    clock, letter_id = StoppedClock(), owe(engine)
    send = office(port=mail_server.port)

    for _ in range(10):
        go(engine, send, clock)
        clock.forward(timedelta(hours=4))

    first, second = mail_server.delivered
    assert first.raw == second.raw
    assert first.mail["Message-ID"] == look(engine, letter_id).message_id


def test_days_without_a_mail_server_lose_nothing(engine, office, mail_server):
    clock, ids = StoppedClock(), [owe(engine) for _ in range(3)]
    gone = office(port=1)

    for _ in range(72 * 4):
        go(engine, gone, clock)
        clock.forward(timedelta(minutes=15))
    clock.forward(timedelta(hours=4))
    go(engine, office(port=mail_server.port), clock)

    assert {look(engine, one).stage for one in ids} == {Stage.SENT}
    assert len(mail_server.delivered) == 3
    assert all(18 <= look(engine, one).attempts <= 24 for one in ids)
