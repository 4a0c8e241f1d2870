"""Inquiries, in and out of the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.orm import Session

from blog.inquiries.model import Inquiry, State

_inquiry: Table = Inquiry.__table__  # type: ignore[assignment]
_ADD = insert(_inquiry).returning(_inquiry.c.id)  # built once: building costs as much as running


def add(session: Session, values: dict[str, Any]) -> int:
    return int(session.execute(_ADD, values).scalar_one())


def inquiry(session: Session, inquiry_id: int) -> Inquiry | None:
    return session.get(Inquiry, inquiry_id)


def counts(session: Session) -> dict[State, int]:
    found = session.execute(select(Inquiry.state, func.count()).group_by(Inquiry.state))
    return dict.fromkeys(State, 0) | {State(state): number for state, number in found}


def page_of(session: Session, state: State, *, number: int, size: int) -> list[Inquiry]:
    """Newest first; the first page is number 1."""
    found = select(Inquiry).where(Inquiry.state == state)
    found = found.order_by(Inquiry.created_at.desc(), Inquiry.id.desc())
    return list(session.scalars(found.limit(size).offset((number - 1) * size)))


def move(session: Session, inquiry_id: int, *, seen: State, to: State, now: datetime) -> bool:
    """Change the state only if it still is the one that was seen."""
    moved = session.scalar(
        update(_inquiry)
        .where(_inquiry.c.id == inquiry_id, _inquiry.c.state == seen)
        .values(state=to, moved_at=now)
        .returning(_inquiry.c.id)
    )
    return moved is not None


def see(session: Session, inquiry_id: int, *, now: datetime) -> None:
    """Somebody at the office has it open; only the first time is kept."""
    unseen = (_inquiry.c.id == inquiry_id, _inquiry.c.seen_at.is_(None))
    session.execute(update(_inquiry).where(*unseen).values(seen_at=now))


def answered(session: Session, inquiry_id: int, *, now: datetime) -> None:
    """It has an answer; only the first time is kept."""
    unanswered = (_inquiry.c.id == inquiry_id, _inquiry.c.answered_at.is_(None))
    session.execute(update(_inquiry).where(*unanswered).values(answered_at=now))
