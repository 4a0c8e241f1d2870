"""The second way for warnings, couriers side by side, and what a full mailbox or disk does."""

import sqlite3
import threading
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from blog import create_app
from blog.config import BadSettings, Mail
from blog.db import open_engine
from blog.outbox.leaving import deliver
from blog.outbox.leaving.deliver import deliver_one
from blog.outbox.model import Stage
from tests.clock import StoppedClock
from tests.mail.server import Fault, MailServer
from tests.mail.test_delivery import go
from tests.outbox.letters import look, owe

_SECOND = {
    "ALARM_MAIL_SERVER": "mail.other.example",
    "ALARM_MAIL_DEFAULT_SENDER": "watch@other.example",
}


def another(port: int) -> Mail:
    return Mail(
        server="127.0.0.1",
        port=port,
        use_tls=False,
        use_ssl=False,
        username="",
        password="",
        sender="The watch <watch@other.example>",
        ca_file="",
        timeout=5.0,
        folder=Path("mail"),
    )


def test_a_warning_leaves_by_the_second_server_and_nothing_else_does(engine, office, mail_server):
    with MailServer().running() as second:
        send = office(port=mail_server.port, alarm=another(second.port))
        owe(engine)
        owe(engine, about="alarm", about_id=0, via="alarm")

        go(engine, send, StoppedClock())

    assert [it.sender for it in mail_server.delivered] == ["site@howard.example"]
    assert [it.sender for it in second.delivered] == ["watch@other.example"]


def test_a_warning_leaves_by_the_second_server_while_the_first_is_gone(engine, office):
    with MailServer().running() as gone:
        port = gone.port
    with MailServer().running() as second:
        send = office(port=port, alarm=another(second.port))
        usual, warning = owe(engine), owe(engine, about="alarm", about_id=0, via="alarm")

        go(engine, send, StoppedClock())

    assert look(engine, usual).stage == Stage.DUE
    assert look(engine, warning).stage == Stage.SENT


def test_a_second_server_that_is_set_is_used(settings):
    app = create_app(settings | _SECOND)

    assert app.extensions["kit"].settings.alarm_mail.server == "mail.other.example"
    app.extensions["kit"].engine.dispose()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"ALARM_MAIL_SERVER": "mail.other.example"}, "FLASK_ALARM_MAIL_DEFAULT_SENDER"),
        ({"ALARM_MAIL_DEFAULT_SENDER": "watch@other.example"}, "FLASK_ALARM_MAIL_SERVER"),
        (_SECOND | {"ALARM_MAIL_PORT": "many"}, "FLASK_ALARM_MAIL_PORT"),
        (_SECOND | {"ALARM_MAIL_SEVER": "x"}, "FLASK_ALARM_MAIL_SEVER"),
    ],
)
def test_a_slip_in_the_second_server_s_settings_stops_the_start(settings, given, name):
    with pytest.raises(BadSettings, match=name):
        create_app(settings | given)


def test_couriers_side_by_side_send_each_letter_once(engine, office, mail_server):
    ids = [owe(engine) for _ in range(40)]

    def deliver_all(number: int) -> None:
        send, clock = office(port=mail_server.port), StoppedClock()
        while deliver_one(engine, send, claimant=f"desk:{number}:a", now=clock):
            pass

    couriers = [threading.Thread(target=deliver_all, args=(number,)) for number in range(2)]
    for courier in couriers:
        courier.start()
    for courier in couriers:
        courier.join()

    delivered = Counter(str(it.mail["Message-ID"]) for it in mail_server.delivered)
    assert delivered == Counter(look(engine, one).message_id for one in ids)


def test_a_mailbox_that_is_full_for_good_is_shown_with_the_server_s_words(
    engine, office, mail_server
):
    mail_server.faults.append(Fault.MAILBOX_FULL_FOR_GOOD)
    full, next_one = owe(engine), owe(engine)

    go(engine, office(port=mail_server.port), StoppedClock())

    assert look(engine, full).stage == Stage.DEAD
    assert look(engine, full).last_answer == "552 5.2.2 mailbox full"
    assert look(engine, next_one).stage == Stage.SENT


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_on_a_full_disk_one_letter_may_leave_twice_and_no_other_leaves_unnoted(
    database_url, office, mail_server, monkeypatch
):
    monkeypatch.setattr(deliver, "_PAUSES_TO_NOTE", (0,))
    engine, clock = open_engine(database_url), StoppedClock()
    ids = [owe(engine) for _ in range(5)]
    real = office(port=mail_server.port)

    def send(outgoing):
        answer = real(outgoing)
        event.listen(engine, "begin", is_full)
        return answer

    for _ in range(5):
        with pytest.raises(OperationalError):
            deliver_one(engine, send, claimant="desk:1:a", now=clock)
    event.remove(engine, "begin", is_full)

    assert len(mail_server.delivered) == 1
    assert [look(engine, one).stage for one in ids] == [Stage.SENDING] + 4 * [Stage.DUE]
    engine.dispose()


def is_full(connection) -> None:
    """Nothing can be written any more; what is read still is."""
    if connection.get_execution_options().get("immediate"):
        raise OperationalError("BEGIN", None, sqlite3.OperationalError("disk is full"))
