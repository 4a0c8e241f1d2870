"""The watchman: a courier that does not run cannot say so."""

import threading

import pytest

from blog import watching, watchman
from blog.db import writing
from blog.mail import post_office
from blog.outbox.model import Stage
from blog.watchman import Watchman
from blog.web.kit import kit
from tests import make
from tests.clock import NOON
from tests.mail.server import Fault, MailServer
from tests.watch.watching import (
    HOUR,
    MINUTE,
    WATCHED,
    a_courier_looked,
    letters_about,
    the_owner_wishes,
    warnings,
)

_PATIENCE = 30


@pytest.fixture
def mail_server():
    with MailServer().running() as server:
        yield server


@pytest.fixture
def settings(settings, mail_server):
    return settings | {
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(mail_server.port),
        "MAIL_DEFAULT_SENDER": "site@howard.example",
        "OFFICE_EMAIL": "office@howard.example",
    }


@pytest.fixture
def minute(app, engine, clock):
    """So many minutes of a watchman who began at noon."""
    the_owner_wishes(engine, alarm_to=(WATCHED,))

    def go(times=1):
        for _ in range(times):
            clock.forward(MINUTE)
            watching.stand_in(app, office(app), since=NOON)

    return go


def office(app):
    with app.app_context():
        return post_office(app, kit().settings.mail)


def test_with_no_courier_the_warning_leaves_by_the_watchman(engine, mail_server, minute):
    a_courier_looked(engine, NOON - HOUR)

    minute(5)
    after_five = len(mail_server.delivered)
    minute(5)

    assert after_five == 0
    (letter,) = mail_server.delivered
    assert letter.recipients == (WATCHED,)
    assert letter.mail["Auto-Submitted"] == "auto-generated"
    assert "see that `flask serve` or `flask deliver` runs" in letter.mail.get_content()
    assert [it.stage for it in letters_about(engine, "alarm")] == [Stage.SENT]


def test_a_site_that_never_had_a_courier_is_warned_of_as_well(mail_server, minute):
    minute(6)

    assert len(mail_server.delivered) == 1


def test_the_watchman_delivers_no_other_letter(engine, mail_server, minute):
    with writing(engine) as session:
        make.a_letter(session)

    minute(10)

    assert [letter.recipients for letter in mail_server.delivered] == [(WATCHED,)]


def test_while_a_courier_runs_the_watchman_does_nothing(engine, clock, mail_server, minute):
    with writing(engine) as session:
        make.a_letter(session, stage=Stage.DEAD)

    for _ in range(10):
        a_courier_looked(engine, clock.now)
        minute()

    assert warnings(engine) == []


def test_a_warning_that_no_courier_takes_leaves_by_the_watchman(engine, clock, mail_server, minute):
    with writing(engine) as session:
        make.a_letter(session, about="alarm", about_id=0, recipient=WATCHED)
    a_courier_looked(engine, clock.now)

    minute()

    assert len(mail_server.delivered) == 1


def test_a_mail_server_that_is_away_gets_the_warning_later(engine, mail_server, minute):
    mail_server.faults.append(Fault.GOES_DOWN)

    minute(6)
    (letter,) = letters_about(engine, "alarm")
    minute(2)

    assert (letter.stage, letter.attempts) == (Stage.DUE, 1)
    assert len(mail_server.delivered) == 1


def test_no_error_ends_the_watch(clock, monkeypatch):
    monkeypatch.setattr(watchman, "_SECONDS_BETWEEN_LOOKS", 0.01)
    seen, twice = [], threading.Event()

    def look(since):
        seen.append(since)
        if len(seen) > 1:
            twice.set()
        raise RuntimeError("the database is away")

    watch = Watchman(look, now=clock)
    watch.start()

    assert twice.wait(_PATIENCE)
    watch.stop()
    assert set(seen) == {NOON}


def test_a_watchman_who_was_stopped_does_not_start_again(clock, monkeypatch):
    monkeypatch.setattr(watchman, "_SECONDS_BETWEEN_LOOKS", 0.0)
    seen: list[object] = []
    watch = Watchman(seen.append, now=clock)

    watch.stop()
    watch.start()

    assert seen == []
