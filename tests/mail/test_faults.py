"""What a mail server may do to the site itself, and what a kept line may do to a letter."""

from datetime import timedelta

from blog.db import reading
from blog.outbox import store
from blog.outbox.leaving.deliver import Outcome, deliver_one, note_look, reclaim
from blog.outbox.model import Stage
from tests.clock import NOON, StoppedClock
from tests.mail.server import Fault, MailServer
from tests.mail.test_delivery import go
from tests.mail.test_wire import LOGIN
from tests.outbox.letters import an_outgoing, attempts, look, owe


def alarm_words(engine, clock) -> str:
    with reading(engine) as session:
        found = store.alarm(session, now=clock.now)
    return found.words if found else ""


def test_letters_leave_over_one_line_that_is_kept_open(office, mail_server):
    send = office(port=mail_server.port)

    for _ in range(150):
        send(an_outgoing())

    assert len(mail_server.delivered) == 150
    assert mail_server.lines == 2


def test_a_line_the_server_has_left_costs_no_attempt_and_no_copy(office, mail_server):
    send = office(port=mail_server.port)
    send(an_outgoing())
    mail_server.faults.append(Fault.GOES_DOWN)

    send(an_outgoing(letter_id=13))

    assert len(mail_server.delivered) == 2


def test_a_line_that_dies_after_the_text_is_not_tried_at_once(engine, office, mail_server):
    send, clock = office(port=mail_server.port), StoppedClock()
    send(an_outgoing())
    mail_server.faults.append(Fault.DROPS_AFTER_DATA)
    letter_id = owe(engine)

    go(engine, send, clock)
    assert look(engine, letter_id).stage == Stage.DUE
    clock.forward(timedelta(minutes=1))
    go(engine, send, clock)

    _, first, second = mail_server.delivered
    assert first.raw == second.raw


def test_a_wrong_password_pauses_all_letters_and_kills_none(engine, office, server_tls):
    tls, ca_file = server_tls
    clock, ids = StoppedClock(), [owe(engine) for _ in range(12)]
    settings = {"use_tls": True, "ca_file": str(ca_file), "username": LOGIN[0]}
    with MailServer(tls=tls, login=LOGIN).running() as server:
        wrong = office(port=server.port, password="wrong", **settings)
        for _ in range(6 * 24 * 4):
            go(engine, wrong, clock)
            clock.forward(timedelta(minutes=15))

        assert {look(engine, one).stage for one in ids} == {Stage.DUE}
        assert {look(engine, one).due_at for one in ids} == {NOON}
        assert "refuses the site's password; 12 letters wait." in alarm_words(engine, clock)
        assert {one.outcome for one in attempts(engine, ids[0])} == {Outcome.NOT_US}

        go(engine, office(port=server.port, password=LOGIN[1], **settings), clock)

    assert {look(engine, one).stage for one in ids} == {Stage.SENT}
    assert len(server.delivered) == 12
    assert "password" not in alarm_words(engine, clock)


def test_pauses_grow_to_a_quarter_of_an_hour(engine, office, mail_server):
    send, clock = office(port=mail_server.port), StoppedClock()
    tried: list[int] = []
    letter_id = owe(engine)
    mail_server.faults.extend([Fault.SENDER_REFUSED] * 9)

    for minute in range(40):
        go(engine, send, clock)
        if len(attempts(engine, letter_id)) > len(tried):
            tried.append(minute)
        clock.forward(timedelta(minutes=1))

    assert tried == [0, 1, 6, 21, 36]


def test_a_warning_leaves_while_the_usual_way_pauses(engine, office, mail_server):
    clock, usual = StoppedClock(), owe(engine)
    mail_server.faults.append(Fault.SENDER_REFUSED)
    send = office(port=mail_server.port)
    go(engine, send, clock)

    warning = owe(engine, via="alarm", about="alarm", about_id=0)
    go(engine, send, clock)

    assert look(engine, warning).stage == Stage.SENT
    assert look(engine, usual).stage == Stage.DUE


def test_a_letter_the_site_fails_over_is_set_aside_after_three_tries(engine):
    clock, odd, other = StoppedClock(), owe(engine), owe(engine)

    def send(outgoing):
        if outgoing.letter_id == odd:
            raise ValueError("odd")
        return "250 OK"

    for _ in range(10):
        go(engine, send, clock)
        clock.forward(timedelta(minutes=5))

    assert look(engine, odd).stage == Stage.DEAD
    assert len(attempts(engine, odd)) == 3
    assert "set aside" in look(engine, odd).last_answer
    assert look(engine, other).stage == Stage.SENT


class Killed(BaseException):
    """The process ends in the midst of a letter."""


def test_a_letter_that_kills_the_courier_three_times_is_set_aside(engine):
    letter_id = owe(engine)

    def send(_):
        raise Killed

    for _ in range(3):
        try:
            deliver_one(engine, send, claimant="desk:1:a", now=StoppedClock())
        except Killed:
            reclaim(engine, is_gone=lambda _: True, now=NOON)

    assert look(engine, letter_id).stage == Stage.DEAD


def test_the_desk_is_told_when_no_courier_looks(engine):
    clock = StoppedClock()
    assert alarm_words(engine, clock) == ""
    note_look(engine, now=clock.now)
    clock.forward(timedelta(minutes=7))

    assert alarm_words(engine, clock) == "No courier has looked for letters for 7 minutes."

    note_look(engine, now=clock.now)
    assert alarm_words(engine, clock) == ""


def test_a_letter_too_large_for_the_server_stops_no_other(engine, office, mail_server):
    mail_server.faults.append(Fault.TOO_LARGE)
    large, other = owe(engine), owe(engine)

    go(engine, office(port=mail_server.port), StoppedClock())

    assert look(engine, large).stage == Stage.DEAD
    assert look(engine, other).stage == Stage.SENT
