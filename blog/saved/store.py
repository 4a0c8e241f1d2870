"""Saved replies, in and out of the database."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from blog.saved.model import SavedReply


def all_of(session: Session) -> list[SavedReply]:
    """In the editors' order."""
    return list(session.scalars(select(SavedReply).order_by(SavedReply.place, SavedReply.id)))


def ours(session: Session) -> list[SavedReply]:
    """The same; nobody else changes those that are there until this transaction ends."""
    session.scalars(select(SavedReply).order_by(SavedReply.id).with_for_update()).all()
    session.expire_all()
    return all_of(session)


def add(session: Session, title: str, text: str) -> None:
    """At the end."""
    last = session.scalar(select(func.max(SavedReply.place))) or 0
    session.add(SavedReply(title=title, text=text, place=last + 1))
    session.flush()


def change(session: Session, reply_id: int, title: str, text: str) -> None:
    row = session.get_one(SavedReply, reply_id)
    row.title, row.text = title, text
    session.flush()


def arrange(session: Session, ids: Sequence[int]) -> None:
    """In this order."""
    for place, reply_id in enumerate(ids, start=1):
        session.get_one(SavedReply, reply_id).place = place
    session.flush()


def remove(session: Session, reply_id: int) -> None:
    session.execute(delete(SavedReply).where(SavedReply.id == reply_id))
