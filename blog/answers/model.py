"""What the office answers to an inquiry, from the first word of a draft on."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, Utc


class Answer(Base):
    """What was sent, in the words it was sent in. Its letter is `about` "reply" and its number;
    `message_id` is that of the letter, for the next one to refer to."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_inquiry_id_id", "inquiry_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiry.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(200), default="")
    by: Mapped[str] = mapped_column(String(245))
    at: Mapped[datetime] = mapped_column(Utc)


class AnswerDraft(Base):
    """An answer as far as an editor has written it; it goes when it is sent or emptied."""

    __tablename__ = "answer_draft"

    inquiry_id: Mapped[int] = mapped_column(
        ForeignKey("inquiry.id", ondelete="CASCADE"), primary_key=True
    )
    editor_id: Mapped[int] = mapped_column(
        ForeignKey("editor.id", ondelete="CASCADE"), primary_key=True
    )
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Utc)


class Looking(Base):
    """Who has an inquiry open, and since when they write an answer; old rows mean nothing."""

    __tablename__ = "looking"

    inquiry_id: Mapped[int] = mapped_column(
        ForeignKey("inquiry.id", ondelete="CASCADE"), primary_key=True
    )
    editor_id: Mapped[int] = mapped_column(
        ForeignKey("editor.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(Utc)
    writes_at: Mapped[datetime | None] = mapped_column(Utc)
