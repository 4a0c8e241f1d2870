"""What a reader adds to a post."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc


class Status(StrEnum):
    HELD = "held"
    APPROVED = "approved"
    SPAM = "spam"
    TRASH = "trash"
    GONE = "gone"  # emptied: no list shows it, an undo brings it back, a day later it is deleted


class Taught(StrEnum):
    """What the learned filter was taught a comment is; nothing while no editor has said."""

    NOTHING = ""
    GOOD = "good"
    SPAM = "spam"


class Comment(Base):
    """`text` is what was typed, `html` what was made of it. `reasons` say why it has its first
    status, each with its weight in `weights`.

    `network` is the address it came from, cut to its network; the whole address is never kept.
    `hue` colours its author's initials. `digest` is the same for the same words, and empty for
    few of them. `asks` is its author's wish to hear of answers by e-mail."""

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_post_id_status", "post_id", "status"),
        Index("ix_comment_status_created_at", "status", "created_at"),
        # small enough on PostgreSQL that all of them are counted by it alone
        Index("ix_comment_status", "status"),
        Index("ix_comment_email_key_status_created_at", "email_key", "status", "created_at"),
        Index("ix_comment_network_created_at", "network", "created_at"),
        {"sqlite_autoincrement": True},  # a deleted one's number is never another's
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("comment.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(245))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    website: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    status: Mapped[Status] = mapped_column(OneOf(Status))
    reasons: Mapped[list[str]] = mapped_column(JSON)
    weights: Mapped[list[int]] = mapped_column(JSON, default=list)
    network: Mapped[str] = mapped_column(String(50))
    hue: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(32), index=True, default="")
    by_office: Mapped[bool] = mapped_column(default=False)
    asks: Mapped[bool] = mapped_column(default=False)
    taught: Mapped[Taught] = mapped_column(OneOf(Taught), default=Taught.NOTHING)
    created_at: Mapped[datetime] = mapped_column(Utc)
    edited_at: Mapped[datetime | None] = mapped_column(Utc)
    moved_at: Mapped[datetime | None] = mapped_column(Utc)

    @property
    def stamp(self) -> str:
        """The same for as long as it says the same."""
        return self.edited_at.isoformat() if self.edited_at else ""


# The office's own are few: left out of a count of many without looking at each.
Index(
    "ix_comment_by_office",
    Comment.status,
    Comment.created_at,
    sqlite_where=Comment.by_office,
    postgresql_where=Comment.by_office,
)


class Version(Base):
    """What a comment said before `by` changed it at `at`; an empty `by` is its author."""

    __tablename__ = "comment_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(245))
    at: Mapped[datetime] = mapped_column(Utc)


class Trusted(Base):
    """An author whom an editor has called trusted: name and address both."""

    __tablename__ = "trusted_author"

    email_key: Mapped[str] = mapped_column(String(254), primary_key=True)
    name: Mapped[str] = mapped_column(String(245), primary_key=True)
    by: Mapped[str] = mapped_column(String(245))
    at: Mapped[datetime] = mapped_column(Utc)


class Owed(Base):
    """A comment of which the office is still to be told, as `status` says it was taken in."""

    __tablename__ = "notice_owed"

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True
    )
    status: Mapped[Status] = mapped_column(OneOf(Status))
    at: Mapped[datetime] = mapped_column(Utc)
