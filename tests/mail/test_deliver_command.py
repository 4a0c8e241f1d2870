"""`flask deliver`, as a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from blog.notices.model import Round
from blog.outbox.model import Stage
from tests.notices.told import an_owed_comment
from tests.outbox.letters import look, owe
from tests.rows import rows

_PATIENCE = 60
_ROOT = Path(__file__).parents[2]


@pytest.fixture
def deliver(database_url, instance, mail_server):
    """Starts the command; what a test does not end itself is killed."""
    settings = {
        "FLASK_DATABASE_URL": database_url,
        "FLASK_INSTANCE_PATH": str(instance),
        "FLASK_MAIL_SERVER": "127.0.0.1",
        "FLASK_MAIL_PORT": str(mail_server.port),
        "FLASK_MAIL_DEFAULT_SENDER": "site@howard.example",
        "FLASK_OFFICE_EMAIL": "office@howard.example",
    }
    asked = [sys.executable, "-m", "flask", "--app", "app", "deliver"]
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen(asked, cwd=_ROOT, env=os.environ | settings))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_finishes_the_letter_in_hand(engine, mail_server, deliver, end):
    mail_server.may_answer.clear()
    letter_id = owe(engine)
    process = deliver()

    assert mail_server.in_hand.wait(_PATIENCE)
    process.send_signal(end)
    mail_server.may_answer.set()

    assert process.wait(_PATIENCE) == 0
    assert look(engine, letter_id).stage == Stage.SENT
    assert len(mail_server.delivered) == 1


def test_it_tells_the_office_of_what_waits(engine, mail_server, deliver, post):
    comment = an_owed_comment(engine, post)

    process = deliver()

    assert mail_server.in_hand.wait(_PATIENCE)
    process.terminate()
    process.wait(_PATIENCE)
    (delivered,) = mail_server.delivered
    assert "Please look at a reply" in str(delivered.mail["Subject"])
    assert f"> {comment.text}" in delivered.mail.get_content()
    assert rows(engine, Round)


def test_a_letter_it_had_in_hand_when_it_was_killed_is_sent_by_the_next(
    engine, mail_server, deliver
):
    mail_server.may_answer.clear()
    letter_id = owe(engine)
    killed = deliver()
    assert mail_server.in_hand.wait(_PATIENCE)
    killed.kill()
    killed.wait()
    assert look(engine, letter_id).stage == Stage.SENDING

    mail_server.in_hand.clear()
    mail_server.may_answer.set()
    process = deliver()
    assert mail_server.in_hand.wait(_PATIENCE)
    process.terminate()
    process.wait(_PATIENCE)

    letter = look(engine, letter_id)
    assert letter.stage == Stage.SENT
    assert {str(one.mail["Message-ID"]) for one in mail_server.delivered} == {letter.message_id}
