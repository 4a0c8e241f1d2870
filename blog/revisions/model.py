"""What a post said before, and what is written on it and not saved yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, Utc


class Revision(Base):
    """A post as it was saved: `words` holds every field of the form but the text, `body`."""

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_post_id_id", "post_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[str] = mapped_column(String(245))
    why: Mapped[str] = mapped_column(String(100), default="")
    at: Mapped[datetime] = mapped_column(Utc)


class PostDraft(Base):
    """What one editor has written on a post and not saved: readers and others do not see it.

    `seen` is the version of the post it began from, `version` counts the times it was kept."""

    __tablename__ = "post_draft"

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True
    )
    editor_id: Mapped[int] = mapped_column(
        ForeignKey("editor.id", ondelete="CASCADE"), primary_key=True
    )
    body: Mapped[str] = mapped_column(Text)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    seen: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime] = mapped_column(Utc)


class Writing(Base):
    """Who has a post open at the desk, and since when they change it; old rows mean nothing."""

    __tablename__ = "writing"

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True
    )
    editor_id: Mapped[int] = mapped_column(
        ForeignKey("editor.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(Utc)
    writes_at: Mapped[datetime | None] = mapped_column(Utc)
