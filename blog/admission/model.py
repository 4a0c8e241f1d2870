"""How people come in: invitations, new passwords by letter, and who signed in from where."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc
from blog.editors.model import Role


class What(StrEnum):
    """What an entry tells of."""

    RIGHT = "right"
    WRONG = "wrong"
    INVITED = "invited"
    RESET = "reset"
    PASSWORD = "password"


class Invitation(Base):
    """Only the SHA-256 of the token in the letter is kept. It ends when it was used, taken back
    or expired."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(245))
    role: Mapped[Role] = mapped_column(OneOf(Role))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    by: Mapped[str] = mapped_column(String(245))
    created_at: Mapped[datetime] = mapped_column(Utc)
    expires_at: Mapped[datetime] = mapped_column(Utc)
    used_at: Mapped[datetime | None] = mapped_column(Utc)
    ended_at: Mapped[datetime | None] = mapped_column(Utc)


class Reset(Base):
    """A new password asked for by letter; one at a time for each editor."""

    __tablename__ = "reset"

    editor_id: Mapped[int] = mapped_column(
        ForeignKey("editor.id", ondelete="CASCADE"), primary_key=True
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Utc)
    expires_at: Mapped[datetime] = mapped_column(Utc)


class Asked(Base):
    """Somebody asked for a new password for this address. It is answered later and elsewhere, so
    that neither the answer nor its time tells whether an editor has the address."""

    __tablename__ = "asked"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    at: Mapped[datetime] = mapped_column(Utc)


class Entry(Base):
    """One try to sign in, right or wrong, or another step such as a new password; `what` says
    which. Of the address only the network is kept."""

    __tablename__ = "entry"
    __table_args__ = (Index("ix_entry_editor_id_at", "editor_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    editor_id: Mapped[int] = mapped_column(ForeignKey("editor.id", ondelete="CASCADE"))
    what: Mapped[What] = mapped_column(OneOf(What))
    network: Mapped[str] = mapped_column(String(50))
    browser: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Utc, index=True)
