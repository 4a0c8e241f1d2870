"""Saved replies, out of the database."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from blog.saved.model import SavedReply


def all_of(session: Session) -> list[SavedReply]:
    """In the editors' order."""
    return list(session.scalars(select(SavedReply).order_by(SavedReply.place, SavedReply.id)))
