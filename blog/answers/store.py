"""Answers, their drafts, and who has an inquiry open, in and out of the database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from blog.answers.model import Answer, AnswerDraft, Looking
from blog.db import insert_into
from blog.inquiries.model import Inquiry
from blog.outbox.model import Letter

REPLY = "reply"
_draft = cast(Table, AnswerDraft.__table__)
_looking = cast(Table, Looking.__table__)


# -- what was answered -------------------------------------------------------------------------


def held_fast(session: Session, inquiry_id: int) -> Inquiry | None:
    """The inquiry; until the transaction ends nobody else answers it."""
    found = select(Inquiry).where(Inquiry.id == inquiry_id).with_for_update()
    return session.scalar(found.execution_options(populate_existing=True))


def answers_to(session: Session, inquiry_id: int, *, after: int = 0) -> list[Answer]:
    """In the order they were given; those with a higher number than `after`."""
    found = select(Answer).where(Answer.inquiry_id == inquiry_id, Answer.id > after)
    return list(session.scalars(found.order_by(Answer.id)))


def letters_of(session: Session, answer_ids: Collection[int]) -> dict[int, Letter]:
    """The letter of each of these answers, by the answer's number."""
    found = select(Letter).where(Letter.about == REPLY, Letter.about_id.in_(answer_ids))
    return {letter.about_id: letter for letter in session.scalars(found.order_by(Letter.id))}


def message_ids(session: Session, about: str, inquiry_id: int) -> list[str]:
    """Of the letters that report the inquiry so, in the order they were written."""
    found = select(Letter.message_id).where(Letter.about == about, Letter.about_id == inquiry_id)
    return list(session.scalars(found.order_by(Letter.id)))


# -- what is being written ---------------------------------------------------------------------


def draft(session: Session, inquiry_id: int, editor_id: int) -> AnswerDraft | None:
    return session.get(AnswerDraft, (inquiry_id, editor_id))


def keep_draft(
    session: Session, inquiry_id: int, editor_id: int, *, text: str, now: datetime
) -> None:
    values = {"text": text, "at": now}
    whose = {"inquiry_id": inquiry_id, "editor_id": editor_id}
    keep = insert_into(session.get_bind().dialect.name, _draft).values({**whose, **values})
    session.execute(keep.on_conflict_do_update(index_elements=list(whose), set_=values))


def drop_draft(session: Session, inquiry_id: int, editor_id: int) -> None:
    mine = (_draft.c.inquiry_id == inquiry_id, _draft.c.editor_id == editor_id)
    session.execute(delete(_draft).where(*mine))


# -- who looks ---------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Other:
    """Somebody else who has it open."""

    editor_id: int
    writes: bool


def look(
    session: Session, inquiry_id: int, editor_id: int, *, writes_at: datetime | None, now: datetime
) -> None:
    values = {"at": now, "writes_at": writes_at}
    whose = {"inquiry_id": inquiry_id, "editor_id": editor_id}
    keep = insert_into(session.get_bind().dialect.name, _looking).values({**whose, **values})
    session.execute(keep.on_conflict_do_update(index_elements=list(whose), set_=values))


def look_away(session: Session, inquiry_id: int, editor_id: int, *, old_before: datetime) -> None:
    """Rows that have meant nothing for long go as well."""
    mine = (_looking.c.inquiry_id == inquiry_id) & (_looking.c.editor_id == editor_id)
    session.execute(delete(_looking).where(mine | (_looking.c.at < old_before)))


def others(session: Session, inquiry_id: int, *, but: int, since: datetime) -> list[Other]:
    """Who else has had it open since then, and whether they have written since then."""
    found = (
        select(Looking)
        .where(Looking.inquiry_id == inquiry_id, Looking.editor_id != but, Looking.at >= since)
        .order_by(Looking.editor_id)
    )
    return [
        Other(editor_id=row.editor_id, writes=bool(row.writes_at and row.writes_at >= since))
        for row in session.scalars(found)
    ]
