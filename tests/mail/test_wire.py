"""Letters through a real mail server, and what it may do to them."""

import socket
import threading
from contextlib import closing

import pytest

from blog import wire
from blog.config import BadSettings
from blog.outbox.leaving.outgoing import Refused, TryLater
from tests.mail.server import Fault, MailServer
from tests.outbox.letters import an_outgoing

LOGIN = ("site", "let-me-in")


def test_a_letter_is_delivered_with_the_server_s_words(office, mail_server):
    answer = office(port=mail_server.port)(an_outgoing())

    (delivered,) = mail_server.delivered
    assert answer == "250 OK queued as 1"
    assert delivered.sender == "site@howard.example"
    assert delivered.recipients == ("office@howard.example",)
    assert delivered.mail["From"] == "Howard Street <site@howard.example>"
    assert delivered.mail["To"] == "office@howard.example"
    assert delivered.mail["Reply-To"] == "Ada <ada@reader.example>"
    assert delivered.mail["Message-ID"] == "<abc@howard.example>"
    assert delivered.mail["Auto-Submitted"] == "auto-generated"
    assert delivered.mail["Date"] == "Mon, 23 Nov 2026 12:00:00 +0000"
    assert delivered.mail.get_content() == "Hello.\r\n"


def test_one_click_in_the_reader_s_mail_program_ends_such_letters(office, mail_server):
    url = f"https://www.howard.example/answers/stop/{'W' * 60}.{'x-_' * 9}"

    office(port=mail_server.port)(an_outgoing(unsubscribe_url=url))

    (delivered,) = mail_server.delivered
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in delivered.raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in delivered.raw


def test_a_letter_to_the_office_offers_no_one_click(office, mail_server):
    office(port=mail_server.port)(an_outgoing())

    assert b"List-Unsubscribe" not in mail_server.delivered[0].raw


def test_the_host_s_own_name_is_not_told(office, mail_server):
    office(port=mail_server.port)(an_outgoing())

    (delivered,) = mail_server.delivered
    assert delivered.greeting == "howard.example"
    assert socket.gethostname().encode() not in delivered.raw.replace(b"localhost.", b"")


def test_a_letter_goes_through_starttls_and_a_login(office, server_tls):
    tls, ca_file = server_tls
    with MailServer(tls=tls, login=LOGIN).running() as server:
        send = office(
            port=server.port,
            use_tls=True,
            ca_file=str(ca_file),
            username=LOGIN[0],
            password=LOGIN[1],
        )
        send(an_outgoing())

    (delivered,) = server.delivered
    assert delivered.encrypted


def test_a_letter_goes_through_tls_from_the_start(office, server_tls):
    tls, ca_file = server_tls
    with MailServer(tls=tls, tls_from_the_start=True).running() as server:
        office(port=server.port, use_ssl=True, ca_file=str(ca_file))(an_outgoing())

    assert len(server.delivered) == 1


@pytest.mark.parametrize("how", [{"use_tls": True}, {"use_ssl": True}])
def test_a_certificate_nobody_vouches_for_is_not_trusted(office, server_tls, how):
    tls, ca_file = server_tls
    with MailServer(tls=tls, tls_from_the_start="use_ssl" in how).running() as server:
        with pytest.raises(TryLater, match="certificate is not to be trusted"):
            office(port=server.port, **how)(an_outgoing())
        office(port=server.port, ca_file=str(ca_file), **how)(an_outgoing())

    assert len(server.delivered) == 1


def test_a_certificate_for_another_host_is_not_trusted(office, server_tls):
    tls, ca_file = server_tls
    with MailServer(tls=tls).running() as server, pytest.raises(TryLater, match="localhost"):
        office(server="localhost", port=server.port, use_tls=True, ca_file=str(ca_file))(
            an_outgoing()
        )

    assert server.delivered == []


def test_nothing_is_sent_in_the_clear_when_the_server_offers_no_tls(office, mail_server):
    with pytest.raises(TryLater, match="STARTTLS"):
        office(port=mail_server.port, use_tls=True)(an_outgoing())

    assert mail_server.delivered == []


@pytest.mark.parametrize("password", ["wrong", "pässword"])
def test_a_wrong_password_is_our_fault_not_the_letter_s(office, server_tls, password):
    tls, ca_file = server_tls
    with MailServer(tls=tls, login=LOGIN).running() as server:
        send = office(
            port=server.port,
            use_tls=True,
            ca_file=str(ca_file),
            username="site",
            password=password,
        )
        with pytest.raises(TryLater) as failed:
            send(an_outgoing())

    assert password not in failed.value.answer


@pytest.mark.parametrize(
    ("fault", "error", "answer"),
    [
        (Fault.SENDER_REFUSED, TryLater, "550 5.7.1 we do not know this sender"),
        (Fault.GREYLISTED, TryLater, "451 4.7.1 greylisted, come back"),
        (Fault.MAILBOX_FULL, TryLater, "452 4.2.2 mailbox full"),
        (Fault.GOES_DOWN, TryLater, "421 4.3.2 going down"),
        (Fault.NO_SUCH_MAILBOX, Refused, "550 5.1.1 no such mailbox"),
        (Fault.TEXT_REFUSED, Refused, "554 5.6.0 we do not take such letters"),
    ],
)
def test_only_a_lasting_no_to_recipient_or_text_is_final(office, mail_server, fault, error, answer):
    mail_server.faults.append(fault)

    with pytest.raises(error) as failed:
        office(port=mail_server.port)(an_outgoing())

    assert failed.value.answer == answer
    assert mail_server.delivered == []


def test_a_server_that_drops_the_line_in_the_midst_gets_the_letter_later(office, mail_server):
    mail_server.faults.append(Fault.DROPS_IN_DATA)
    send = office(port=mail_server.port)

    with pytest.raises(TryLater):
        send(an_outgoing(body="x\n" * 100_000))
    send(an_outgoing())

    assert len(mail_server.delivered) == 1


def test_a_server_that_does_not_listen_is_tried_later(office):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(TryLater, match="refused"):
        office(port=port)(an_outgoing())


def test_a_server_that_never_answers_is_not_waited_for(office):
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as silent,
        pytest.raises(TryLater, match="timed out"),
    ):
        office(port=silent.getsockname()[1], timeout=0.1)(an_outgoing())


def test_a_server_that_drips_its_answer_is_not_waited_for(office, monkeypatch):
    monkeypatch.setattr(wire, "_SECONDS_FOR_A_LETTER", 0.2)
    over = threading.Event()

    def drip(listening: socket.socket) -> None:
        line, _ = listening.accept()
        with line:
            while not over.wait(0.02):
                line.send(b"220-wait\r\n")

    with closing(socket.create_server(("127.0.0.1", 0))) as dripping:
        thread = threading.Thread(target=drip, args=[dripping])
        thread.start()
        with pytest.raises(TryLater):
            office(port=dripping.getsockname()[1])(an_outgoing())
        over.set()
        thread.join()


def test_an_address_that_is_none_is_refused_without_asking_the_server(office, mail_server):
    with pytest.raises(Refused):
        office(port=mail_server.port)(an_outgoing(recipient="office@howard.example\r\nRCPT TO:x"))

    assert mail_server.delivered == []


def test_a_sender_that_is_no_address_stops_the_start(office):
    with pytest.raises(BadSettings, match="FLASK_MAIL_DEFAULT_SENDER"):
        office(sender="Howard Street")


def test_an_authority_s_file_that_is_missing_stops_the_start(office, tmp_path):
    with pytest.raises(BadSettings, match="FLASK_MAIL_CA_FILE"):
        office(ca_file=str(tmp_path / "none.pem"))
