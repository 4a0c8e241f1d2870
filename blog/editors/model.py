"""The people who sign in, and their signed-in sessions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc


class Role(StrEnum):
    """What each may do, `roles.py` says."""

    OWNER = "owner"
    EDITOR = "editor"
    AUTHOR = "author"
    MODERATOR = "moderator"


class Editor(Base):
    __tablename__ = "editor"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(245))
    role: Mapped[Role] = mapped_column(OneOf(Role))
    password: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(Utc)


class SignedIn(Base):
    """A session that can be ended here. Only the SHA-256 of its token is kept; `network` and
    `browser` tell its owner which one it is."""

    __tablename__ = "signed_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    editor_id: Mapped[int] = mapped_column(ForeignKey("editor.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Utc)
    seen_at: Mapped[datetime] = mapped_column(Utc)
    network: Mapped[str] = mapped_column(String(50), default="")
    browser: Mapped[str] = mapped_column(Text, default="")
