"""Letters to a mail server on this machine, from the outbox to the note that it has them."""

import smtplib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.bad_mail import BadMail
from bench.machine import cpu_seconds
from bench.site import Site
from bench.table import Figure

_LETTERS = 1_500
_LEAST = 200.0
_SECONDS = 30.0
_PART = "The courier inside the server, letters sent over SMTP"


def deliveries(instance: Path) -> Iterator[Figure]:
    """One courier, one line kept open; beside it a bare client that sends as large a letter and
    keeps no record."""
    number = _owe(instance)
    with BadMail(chance=0.0).running() as mail:
        bare = _bare(mail)
        with Site(instance, **_settings(mail)) as site:
            before, began = cpu_seconds(site.pid), time.perf_counter()
            due = _due(instance)
            while time.perf_counter() - began < _SECONDS and _due(instance):
                time.sleep(0.05)
            lasted, used = time.perf_counter() - began, cpu_seconds(site.pid) - before
            gone = due - _due(instance)
    yield Figure(part=_PART, name="letters", value=gone / lasted, unit="/s", at_least=_LEAST)
    yield Figure(part=_PART, name="CPU a letter", value=used / gone * 1000, unit="ms")
    yield Figure(part=_PART, name="a bare client", value=bare, unit="/s")
    yield Figure(part=_PART, name="lines opened", value=mail.lines, unit=f"for {number} letters")


def _settings(mail: BadMail) -> dict[str, str]:
    return {
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(mail.port),
        "MAIL_DEFAULT_SENDER": "site@howard.example",
        "OFFICE_EMAIL": "office@howard.example",
    }


def _owe(instance: Path) -> int:
    """The letters of earlier parts are due once more, as many as are asked for."""
    with closing(sqlite3.connect(instance / "site.db", timeout=15)) as database, database:
        database.execute(
            "UPDATE letter SET stage = 'due', sent_at = NULL, attempts = 0, due_at = created_at "
            "WHERE id IN (SELECT id FROM letter WHERE about = 'inquiry' ORDER BY id LIMIT ?)",
            (_LETTERS,),
        )
        (number,) = database.execute("SELECT count(*) FROM letter WHERE stage = 'due'").fetchone()
    return int(number)


def _due(instance: Path) -> int:
    with closing(sqlite3.connect(instance / "site.db", timeout=15)) as database:
        (number,) = database.execute("SELECT count(*) FROM letter WHERE stage = 'due'").fetchone()
    return int(number)


def _bare(mail: BadMail) -> float:
    text = "Subject: A line\r\n\r\n" + "Do you coach teams of five?\r\n" * 20
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", mail.port) as line:
        for _ in range(_LETTERS):
            line.sendmail("site@howard.example", ["office@howard.example"], text)
    return _LETTERS / (time.perf_counter() - began)
