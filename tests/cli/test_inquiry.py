"""`flask inquiry rehearse`: each step with a real form, a real database and a real mail server."""

import re
from dataclasses import replace

import pytest

from blog import edition
from blog.db import writing
from blog.inquiries.model import Inquiry, State
from blog.outbox.model import Letter, Stage
from blog.site import store as site
from blog.watch import store
from tests.mail.server import Fault, MailServer
from tests.rows import rows
from tests.watch.watching import remembered, the_owner_wishes

STEPS = (
    "The form is shown",
    "The form is taken",
    "The inquiry is stored",
    "Its letter is in the outbox",
    "The mail server accepts the letter",
)


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
def rehearse(app):
    def run(*more):
        return app.test_cli_runner().invoke(
            args=["inquiry", "rehearse", "--within", "1", *more], catch_exceptions=False
        )

    return run


def test_all_steps_are_reported_with_their_seconds_and_the_server_s_words(rehearse, mail_server):
    result = rehearse()

    lines = result.output.splitlines()
    assert result.exit_code == 0, result.output
    for line, step in zip(lines, STEPS, strict=False):
        assert re.match(rf"ok +\d+\.\d\d s  {step}\.", line)
    assert "250 OK queued as 1" in lines[4]
    assert lines[-1] == "An inquiry goes all the way."


def test_it_is_marked_closed_and_mailed_as_a_rehearsal_to_the_office(engine, rehearse, mail_server):
    rehearse()

    (kept,) = rows(engine, Inquiry)
    assert (kept.rehearsal, kept.state) == (True, State.CLOSED)
    (letter,) = mail_server.delivered
    assert letter.recipients == ("office@howard.example",)
    assert "[Rehearsal]" in str(letter.mail["Subject"])
    assert "rehearsal number" in letter.mail.get_content()


def test_it_is_noted_when_it_went_well(engine, rehearse, clock):
    rehearse()

    assert (remembered(engine).rehearsed_at, remembered(engine).failed) == (clock.now, "")


def test_a_server_that_refuses_is_the_step_that_failed(engine, rehearse, mail_server):
    mail_server.faults.append(Fault.NO_SUCH_MAILBOX)

    result = rehearse()

    assert result.exit_code == 1
    assert re.search(r"FAILED.*mail server accepts.*550 5\.1\.1 no such mailbox", result.output)
    assert "The rehearsal failed." in result.output
    assert "no such mailbox" in remembered(engine).failed


def test_a_server_that_asks_for_patience_has_not_accepted_it(rehearse, mail_server):
    mail_server.faults.append(Fault.GREYLISTED)

    result = rehearse()

    assert result.exit_code == 1
    assert "451 4.7.1 greylisted, come back" in result.output


def test_a_form_as_the_owner_has_it_is_filled_all_the_same(engine, rehearse):
    the_owner_wishes(
        engine,
        line_fields=("organisation", "reach", "phone", "best_time"),
        consent_text="I agree that you keep this.",
    )
    with writing(engine) as session:
        wished = site.wishes(session)
        site.keep(session, replace(wished, letters_to=("a@howard.example", "b@howard.example")))
        edition.turn(session)

    result = rehearse()

    assert result.exit_code == 0, result.output
    assert "2 letters." in result.output


def test_a_later_one_that_goes_well_ends_the_trouble(engine, rehearse, clock):
    with writing(engine) as session:
        store.note_rehearsal(session, failed="The form is shown: The answer is 500.", now=clock.now)

    rehearse()

    assert remembered(engine).failed == ""


def test_nobody_at_that_address_is_said(rehearse):
    result = rehearse("--url", "http://127.0.0.1:9")

    assert result.exit_code == 1
    assert "FAILED" in result.output
    assert "refused" in result.output


def test_an_address_that_is_none_is_refused(rehearse):
    assert "https://www.example.org" in rehearse("--url", "howard.example").output


def test_a_courier_s_letter_is_no_letter_of_ours(engine, rehearse):
    rehearse()

    assert {letter.stage for letter in rows(engine, Letter)} == {Stage.SENT}
