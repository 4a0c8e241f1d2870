from sqlalchemy import select

from blog.db import reading, writing
from blog.outbox.model import Letter, Stage
from blog.outbox.write import write
from tests.clock import NOON
from tests.outbox.letters import a_draft, look, owe


def test_a_letter_is_due_at_once(engine):
    letter = look(engine, owe(engine))

    assert letter.stage == Stage.DUE
    assert letter.due_at == letter.created_at == NOON
    assert letter.attempts == 0


def test_a_letter_is_kept_only_with_what_it_reports(engine):
    try:
        with writing(engine) as session:
            write(session, a_draft(), domain="howard.example", now=NOON)
            raise RuntimeError("the comment could not be kept")
    except RuntimeError:
        pass

    with reading(engine) as session:
        assert session.scalars(select(Letter)).all() == []


def test_every_letter_has_a_message_id_of_its_own_under_the_site_s_domain(engine):
    ids = [look(engine, owe(engine)).message_id for _ in range(3)]

    assert len(set(ids)) == 3
    assert all(one.startswith("<") and one.endswith("@howard.example>") for one in ids)


def test_a_subject_is_one_line_without_signs_that_mislead(engine):
    letter = look(engine, owe(engine, subject="Hello\r\nBcc: eve@abuse.example\x00\x07 \u202egnp"))

    assert letter.subject == "Hello Bcc: eve@abuse.example gnp"


def test_a_long_subject_is_cut(engine):
    assert look(engine, owe(engine, subject="x" * 300)).subject == "x" * 300
    assert look(engine, owe(engine, subject="x" * 301)).subject == "x" * 300


def test_a_text_keeps_its_lines_but_not_what_no_database_takes(engine):
    letter = look(engine, owe(engine, body="one\r\ntwo\n\n\tthree\x00\ud800"))

    assert letter.body == "one\ntwo\n\n\tthree"
