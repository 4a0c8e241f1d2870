"""Inquiries, in and out of the database."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, and_, bindparam, exists, func, insert, select, update
from sqlalchemy.orm import Session

from blog.db import Utc
from blog.inquiries.model import Inquiry, State, Taught
from blog.inquiries.rules import Facts

_inquiry: Table = Inquiry.__table__  # type: ignore[assignment]
# Statements of the way in are built once: building one costs as much as running it.
_ADD = insert(_inquiry).returning(_inquiry.c.id)
_SAME = and_(_inquiry.c.digest == bindparam("digest"), _inquiry.c.digest != "")
_WAS_SPAM = _inquiry.c.taught == Taught.SPAM  # an editor's word, not our own of before
_OF_OTHERS = _inquiry.c.email_key != bindparam("email_key")
_LATELY = and_(
    _inquiry.c.network == bindparam("network"),
    _inquiry.c.network != "",
    _inquiry.c.created_at > bindparam("lately", type_=Utc),
    _inquiry.c.rehearsal.is_(False),
)
# one statement for all that is to be known
_FACTS = select(
    select(func.count(_inquiry.c.email_key.distinct())).where(_SAME, _OF_OTHERS).scalar_subquery(),
    exists().where(_SAME, _WAS_SPAM),
    select(func.count()).select_from(_inquiry).where(_LATELY).scalar_subquery(),
)
_LATELY_IS = timedelta(hours=1)


def email_key(email: str) -> str:
    return email.casefold()


def facts_about(
    session: Session, *, email_key: str, digest: str, network: str, now: datetime
) -> Facts:
    """What is known of what was said, and of where it comes from."""
    asked = {"email_key": email_key, "digest": digest, "network": network}
    found = session.execute(_FACTS, asked | {"lately": now - _LATELY_IS}).one()
    others, was_spam, lately = found
    return Facts(same_of_others=others, same_was_spam=was_spam, lately_from_network=lately)


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


def is_about(session: Session, topic_id: int) -> bool:
    """Whether any inquiry has this topic."""
    return bool(session.scalar(select(exists().where(_inquiry.c.topic_id == topic_id))))


def not_answered(session: Session, inquiry_id: int, *, at: datetime) -> None:
    """What was said to be its first answer, at that moment, was none."""
    that_one = (_inquiry.c.id == inquiry_id, _inquiry.c.answered_at == at)
    session.execute(update(_inquiry).where(*that_one).values(answered_at=None))
