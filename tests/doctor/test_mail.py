"""Whether the mail server lets the site in, asked of a real one."""

from dataclasses import replace
from pathlib import Path

import pytest

from blog.config import Mail
from blog.doctor.mail import mail
from tests.mail.certificates import make_server_tls
from tests.mail.server import Fault, MailServer

PASSWORD = "a-door-in-spring"


@pytest.fixture(scope="session")
def server_tls(tmp_path_factory):
    return make_server_tls(tmp_path_factory.mktemp("doctor"))


def settings(mail_server: MailServer, **given) -> Mail:
    ordinary = Mail(
        server="127.0.0.1",
        port=mail_server.port,
        use_tls=False,
        use_ssl=False,
        username="",
        password="",
        sender="Howard Street <site@howard.example>",
        ca_file="",
        timeout=5.0,
        folder=Path("mail"),
    )
    return replace(ordinary, **given)


def test_a_server_that_takes_the_sender_is_in_order_and_gets_no_letter():
    with MailServer().running() as server:
        said = mail(settings(server))

        assert said.state == "ok"
        assert "takes letters from howard.example" in said.words
        assert server.delivered == []


def test_a_right_login_over_tls_is_in_order(server_tls):
    tls, ca = server_tls
    with MailServer(tls=tls, login=("site", PASSWORD)).running() as server:
        given = {"username": "site", "password": PASSWORD, "use_tls": True, "ca_file": str(ca)}
        said = mail(settings(server, **given))

    assert (said.state, "lets us in" in said.words) == ("ok", True)


def test_a_wrong_password_is_said_and_not_shown(server_tls):
    tls, ca = server_tls
    with MailServer(tls=tls, login=("site", PASSWORD)).running() as server:
        given = {"username": "site", "password": "wrong-one", "use_tls": True, "ca_file": str(ca)}
        said = mail(settings(server, **given))

    assert (said.state, "refuses the login" in said.words) == ("bad", True)
    assert "wrong-one" not in said.words + said.todo


def test_a_certificate_nobody_vouches_for_is_not_trusted(server_tls):
    tls, _ = server_tls
    with MailServer(tls=tls).running() as server:
        said = mail(settings(server, use_tls=True))

    assert (said.state, "not to be trusted" in said.words) == ("bad", True)


def test_a_server_without_tls_where_it_was_asked_for_is_said():
    with MailServer().running() as server:
        said = mail(settings(server, use_tls=True))

    assert (said.state, "offers no STARTTLS" in said.words) == ("bad", True)


def test_a_sender_the_server_does_not_take_is_said():
    with MailServer().running() as server:
        server.faults.append(Fault.SENDER_REFUSED)
        said = mail(settings(server))

    assert (said.state, "does not take the sender" in said.words) == ("bad", True)


def test_a_server_that_is_not_there_is_said():
    with MailServer().running() as server:
        gone = settings(server)
    said = mail(gone)

    assert (said.state, "does not answer" in said.words) == ("bad", True)


def test_without_a_server_letters_reach_nobody():
    assert mail(settings(MailServer(), server="")).state == "warn"
