"""A draft is kept as it is written, and no newer text gives way to an older one unsaid."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from blog.answers import drafts, looking, store
from blog.answers.drafts import Newer
from blog.answers.model import Answer, AnswerDraft, Looking
from blog.db import reading, writing
from blog.editors.model import Editor
from blog.inquiries.model import Inquiry
from tests import make
from tests.clock import NOON
from tests.rows import rows

LATER = NOON + timedelta(seconds=2)


@pytest.fixture
def inquiry(engine: Engine) -> Inquiry:
    with writing(engine) as session:
        return make.an_inquiry(session)


@pytest.fixture
def keep(engine: Engine, editor: Editor, inquiry: Inquiry):
    def keep_it(text, *, seen="", now=NOON):
        with writing(engine) as session:
            return drafts.keep(
                session, inquiry.id, editor.id, text=text, seen=seen, by="Erin", now=now
            )

    return keep_it


@pytest.fixture
def texts(engine: Engine):
    def found():
        with reading(engine) as session:
            return [it.text for it in session.query(AnswerDraft)]

    return found


def test_a_draft_is_kept_and_replaced_by_what_follows_it(keep, texts):
    first = keep("Dear")
    second = keep("Dear Sam", seen=first, now=LATER)

    assert texts() == ["Dear Sam"]
    assert first != second


def test_a_text_from_an_older_page_does_not_replace_a_newer_one(keep, texts):
    first = keep("Dear")
    keep("Dear Sam", seen=first, now=LATER)

    with pytest.raises(Newer) as newer:
        keep("Dear Ada", seen=first, now=LATER)

    assert newer.value.draft and newer.value.draft.text == "Dear Sam"
    assert texts() == ["Dear Sam"]


def test_who_has_seen_the_newer_one_may_replace_it(keep, texts):
    keep("Dear Sam")
    with pytest.raises(Newer) as newer:
        keep("Dear Ada")

    keep("Dear Ada", seen=drafts.version(newer.value.draft), now=LATER)

    assert texts() == ["Dear Ada"]


def test_the_same_text_again_is_the_one_that_is_kept(keep):
    assert keep("Dear Sam") == keep("Dear Sam", seen="", now=LATER)


def test_an_emptied_draft_goes(keep, texts):
    assert keep("  \n", seen=keep("Dear")) == ""

    assert texts() == []


def test_what_was_sent_does_not_come_back_as_a_draft(keep, texts, engine, inquiry):
    with writing(engine) as session:
        session.add(Answer(inquiry_id=inquiry.id, text="Dear Sam", by="Erin", at=LATER))

    assert keep("Dear Sam\n", now=LATER) == ""

    assert texts() == []


def test_a_tab_that_is_open_still_is_told_that_an_answer_was_sent(keep, engine, inquiry, texts):
    first = keep("Dear")
    with writing(engine) as session:
        drafts.sent(session, inquiry.id, 1, text="Dear Sam", seen=first)
        session.add(Answer(inquiry_id=inquiry.id, text="Dear Sam", by="Erin", at=LATER))

    with pytest.raises(Newer):
        keep("Dear me", seen=first, now=LATER)

    assert texts() == []


def test_sending_leaves_another_text_that_another_tab_kept(keep, engine, editor, inquiry, texts):
    first = keep("Dear")
    keep("Something else", seen=first, now=LATER)

    with writing(engine) as session:
        drafts.sent(session, inquiry.id, editor.id, text="Dear Sam", seen=first)

    assert texts() == ["Something else"]


def test_who_looks_is_seen_by_the_others_for_a_minute(engine, editor, inquiry):
    bob = make.an_editor(engine, name="Bob", email="bob@howard.example")
    with writing(engine) as session:
        looking.look(session, inquiry.id, editor.id, writes_at=None, now=NOON)
        looking.look(session, inquiry.id, bob.id, writes_at=NOON, now=NOON)

    def seen_by_erin(seconds: int) -> list[store.Other]:
        with reading(engine) as session:
            now = NOON + timedelta(seconds=seconds)
            return looking.others(session, inquiry.id, but=editor.id, now=now)

    assert seen_by_erin(60) == [store.Other(editor_id=bob.id, writes=True)]
    assert seen_by_erin(61) == []


def test_whoever_leaves_is_gone_and_so_are_old_rows(engine, editor, inquiry):
    bob = make.an_editor(engine, name="Bob", email="bob@howard.example")
    with writing(engine) as session:
        looking.look(session, inquiry.id, bob.id, writes_at=None, now=NOON - timedelta(days=2))
        looking.look(session, inquiry.id, editor.id, writes_at=None, now=NOON)

        looking.look_away(session, inquiry.id, editor.id, now=NOON)

    with reading(engine) as session:
        assert session.query(Looking).all() == []


def test_looking_is_what_the_office_has_seen(engine, editor, inquiry):
    with writing(engine) as session:
        looking.look(session, inquiry.id, editor.id, writes_at=None, now=LATER)
        looking.look(session, inquiry.id, editor.id, writes_at=LATER, now=NOON)

    assert rows(engine, Inquiry)[0].seen_at == LATER
