"""The letters we owe, and what became of each attempt to deliver them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc

ALARM = "alarm"  # the way of letters that say the usual way fails
# Letters with a link that lets in whoever has it: for their reader's eyes, not for the desk's.
INVITATION, RESET = "invitation", "reset"
PRIVATE = frozenset((INVITATION, RESET))


class Stage(StrEnum):
    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"
    HELD = "held"


class Letter(Base):
    """One e-mail to one recipient. `message_id` is fixed when it is written, so that a second copy
    can be recognised. `about` and `about_id` name what it reports ("inquiry", 7).
    `unsubscribe_url` takes one POST to end letters of its kind (RFC 8058); most have none.

    `sender_name` stands in From instead of the site's; `in_reply_to` and `refs` are Message-IDs
    that make it part of a conversation. `auto` is its Auto-Submitted header (RFC 3834), empty
    for what a person wrote. `via` names the way it leaves, empty for the usual one. `why` is an
    editor's reason to hold or drop it."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_stage_due_at", "stage", "due_at"),
        Index("ix_letter_about_about_id", "about", "about_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(String(254))
    reply_to: Mapped[str] = mapped_column(String(254))
    reply_to_name: Mapped[str] = mapped_column(String(245))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(200))
    unsubscribe_url: Mapped[str] = mapped_column(Text, default="")
    sender_name: Mapped[str] = mapped_column(String(245), default="")
    in_reply_to: Mapped[str] = mapped_column(String(200), default="")
    refs: Mapped[str] = mapped_column(Text, default="")
    auto: Mapped[str] = mapped_column(String(20), default="auto-generated")
    via: Mapped[str] = mapped_column(String(10), default="")
    why: Mapped[str] = mapped_column(Text, default="")
    about: Mapped[str] = mapped_column(String(20))
    about_id: Mapped[int]
    stage: Mapped[Stage] = mapped_column(OneOf(Stage))
    attempts: Mapped[int]
    last_answer: Mapped[str] = mapped_column(Text)
    claimed_by: Mapped[str] = mapped_column(String(100))
    claimed_at: Mapped[datetime | None] = mapped_column(Utc)
    created_at: Mapped[datetime] = mapped_column(Utc)
    due_at: Mapped[datetime] = mapped_column(Utc)
    sent_at: Mapped[datetime | None] = mapped_column(Utc)


class Attempt(Base):
    """One try: when, how it ended, and what the server said."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"), index=True)
    recipient: Mapped[str] = mapped_column(String(254))
    at: Mapped[datetime] = mapped_column(Utc)
    outcome: Mapped[str] = mapped_column(String(10))
    answer: Mapped[str] = mapped_column(Text)


class Rounds(Base):
    """One row: when a courier last looked for letters; and until when couriers pause, since when
    and why, where the mail server refuses the site itself."""

    __tablename__ = "courier_rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    looked_at: Mapped[datetime] = mapped_column(Utc)
    paused_since: Mapped[datetime | None] = mapped_column(Utc)
    paused_until: Mapped[datetime | None] = mapped_column(Utc)
    pause_words: Mapped[str] = mapped_column(Text, default="")
