"""All SQL of what editors put beside an inquiry; each change only from what was seen."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from blog.db import insert_into
from blog.inbox.model import Label, Note
from blog.inquiries.model import Inquiry

_label: Table = Label.__table__  # type: ignore[assignment]
_inquiry: Table = Inquiry.__table__  # type: ignore[assignment]


def take_turns(session: Session, ids: Iterable[int]) -> None:
    """Nobody else changes these until this transaction ends; whoever wants some of them as well
    waits for the first, and neither waits for the other."""
    wanted = select(_inquiry.c.id).where(_inquiry.c.id.in_(list(ids)))
    session.execute(wanted.order_by(_inquiry.c.id).with_for_update())


def star(session: Session, inquiry_id: int, *, to: bool) -> bool:
    """False if it is so already."""
    other = (_inquiry.c.id == inquiry_id, _inquiry.c.starred != to)
    return _changed(session, update(_inquiry).where(*other).values(starred=to))


def assign(session: Session, inquiry_id: int, *, seen: int | None, to: int | None) -> bool:
    same = (_inquiry.c.id == inquiry_id, _inquiry.c.assignee_id.is_not_distinct_from(seen))
    return _changed(session, update(_inquiry).where(*same).values(assignee_id=to))


def set_due(session: Session, inquiry_id: int, *, seen: date | None, to: date | None) -> bool:
    same = (_inquiry.c.id == inquiry_id, _inquiry.c.due_on.is_not_distinct_from(seen))
    return _changed(session, update(_inquiry).where(*same).values(due_on=to))


def label(session: Session, inquiry_id: int, word: str) -> bool:
    """False if it has it already."""
    row = {"inquiry_id": inquiry_id, "label": word}
    add = insert_into(session.get_bind().dialect.name, _label).values(row)
    return session.scalar(add.on_conflict_do_nothing().returning(_label.c.label)) is not None


def unlabel(session: Session, inquiry_id: int, word: str) -> bool:
    its = (_label.c.inquiry_id == inquiry_id, _label.c.label == word)
    return session.scalar(delete(_label).where(*its).returning(_label.c.label)) is not None


def add_note(session: Session, inquiry_id: int, text: str, *, by: str, now: datetime) -> None:
    session.add(Note(inquiry_id=inquiry_id, text=text, by=by, at=now))


def notes_of(session: Session, inquiry_id: int) -> list[Note]:
    """The first one first."""
    return list(
        session.scalars(select(Note).where(Note.inquiry_id == inquiry_id).order_by(Note.id))
    )


def drop_note(session: Session, inquiry_id: int, *, by: str, at: datetime) -> bool:
    its = (Note.inquiry_id == inquiry_id, Note.by == by, Note.at == at)
    last = session.scalar(select(Note.id).where(*its).order_by(Note.id.desc()).limit(1))
    if last is None:
        return False
    session.execute(delete(Note).where(Note.id == last))
    return True


def _changed(session: Session, change: object) -> bool:
    return session.scalar(change.returning(_inquiry.c.id)) is not None  # type: ignore[attr-defined]
