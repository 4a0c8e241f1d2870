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


class Comment(Base):
    """`text` is what was typed, `html` what was made of it, `reasons` why it has its first status.

    `network` is the address it came from, cut to its network; the whole address is never kept."""

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_post_id_status", "post_id", "status"),
        Index("ix_comment_status_created_at", "status", "created_at"),
        Index("ix_comment_email_key_status", "email_key", "status"),
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
    network: Mapped[str] = mapped_column(String(50))
    created_at: Mapped[datetime] = mapped_column(Utc)
