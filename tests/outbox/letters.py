"""Ordinary letters for tests; a test names only what it cares about."""

from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select

from blog.db import reading, writing
from blog.outbox import store
from blog.outbox.leaving.outgoing import Outgoing
from blog.outbox.model import Attempt, Letter
from blog.outbox.write import Draft, write
from tests.clock import NOON


def a_draft(**named: Any) -> Draft:
    ordinary: dict[str, Any] = {
        "recipient": "office@howard.example",
        "subject": "L-0007 from Ada",
        "body": "Hello.\n",
        "reply_to": "ada@reader.example",
        "reply_to_name": "Ada",
        "about": "inquiry",
        "about_id": 7,
    }
    return Draft(**ordinary | named)


def owe(engine: Engine, *, at: datetime = NOON, **named: Any) -> int:
    """Write a letter; its number."""
    with writing(engine) as session:
        write(session, a_draft(**named), domain="howard.example", now=at)
        return session.scalars(select(Letter.id).order_by(Letter.id.desc())).first() or 0


def look(engine: Engine, letter_id: int) -> Letter:
    with reading(engine) as session:
        found = store.letter(session, letter_id)
    assert found
    return found


def attempts(engine: Engine, letter_id: int) -> list[Attempt]:
    with reading(engine) as session:
        return store.attempts_of(session, letter_id)


def an_outgoing(**named: Any) -> Outgoing:
    ordinary: dict[str, Any] = {
        "letter_id": 12,
        "recipient": "office@howard.example",
        "reply_to": "ada@reader.example",
        "reply_to_name": "Ada",
        "subject": "L-0007 from Ada",
        "body": "Hello.\n",
        "message_id": "<abc@howard.example>",
        "date": NOON,
    }
    return Outgoing(**ordinary | named)
