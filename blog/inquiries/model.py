"""What came through "Drop us a line", and where it stands."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc
from blog.text.fold import digits_in, words_in

_SEARCHED = ("name", "email", "organisation", "phone", "topic", "message")


class State(StrEnum):
    """`open` is somebody's work, `waiting` waits for the person; what signals caught is `spam`."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"
    SPAM = "spam"
    TRASH = "trash"


class Taught(StrEnum):
    """What the learned filter was taught an inquiry is; nothing while no editor has said."""

    NOTHING = ""
    GOOD = "good"
    SPAM = "spam"


def words_of(values: Mapping[str, Any]) -> str:
    """By which words it is found: each of them once, with a blank between; the digits of its
    phone number as one word too."""
    text = " ".join(values.get(name) or "" for name in _SEARCHED)
    found = words_in(f"{text} {digits_in(values.get('phone') or '')}")
    return " ".join(dict.fromkeys(found))


def _words(context: Any) -> str:
    return words_of(context.get_current_parameters())


class Inquiry(Base):
    """`page` is the path of the page the form stood on; `reasons` say why it was judged so, each
    with its weight in `weights`.

    `topic` and `consent` are kept in the words that the person saw; `topic_id` tells the topic
    while there is one. `due_on` is a day of the site's zone. `seen_at` is when somebody at the
    office first had it open, `answered_at` when it was first answered. A `rehearsal` was sent by
    the site itself. `words` are those by which it is found, written with the row; the
    index over them is the databases' own (migration 0006)."""

    __tablename__ = "inquiry"
    __table_args__ = (
        Index("ix_inquiry_state_created_at", "state", "created_at"),
        Index("ix_inquiry_state", "state"),
        Index("ix_inquiry_rehearsal_state", "rehearsal", "state"),
        Index("ix_inquiry_created_at", "created_at"),
        # by these alone the page Today is counted
        Index("ix_inquiry_rehearsal_state_created_at", "rehearsal", "state", "created_at"),
        Index(
            "ix_inquiry_rehearsal_answered_at_created_at", "rehearsal", "answered_at", "created_at"
        ),
        Index("ix_inquiry_email_key_created_at", "email_key", "created_at"),
        Index("ix_inquiry_network_created_at", "network", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(245))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60))
    organisation: Mapped[str] = mapped_column(String(245), default="")
    reach: Mapped[str] = mapped_column(String(60), default="")
    best_time: Mapped[str] = mapped_column(String(245), default="")
    topic_id: Mapped[int | None] = mapped_column(
        ForeignKey("topic.id", ondelete="SET NULL"), index=True
    )
    topic: Mapped[str] = mapped_column(String(100), default="")
    consent: Mapped[str] = mapped_column(Text, default="")
    message: Mapped[str] = mapped_column(Text)
    page: Mapped[str] = mapped_column(String(300))
    state: Mapped[State] = mapped_column(OneOf(State))
    reasons: Mapped[list[str]] = mapped_column(JSON)
    weights: Mapped[list[int]] = mapped_column(JSON, default=list)
    digest: Mapped[str] = mapped_column(String(32), index=True, default="")
    taught: Mapped[Taught] = mapped_column(OneOf(Taught), default=Taught.NOTHING)
    network: Mapped[str] = mapped_column(String(50))
    rehearsal: Mapped[bool] = mapped_column(default=False)
    assignee_id: Mapped[int | None] = mapped_column(
        ForeignKey("editor.id", ondelete="SET NULL"), index=True
    )
    starred: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date | None] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(Text, default=_words, deferred=True)
    created_at: Mapped[datetime] = mapped_column(Utc)
    moved_at: Mapped[datetime | None] = mapped_column(Utc)
    seen_at: Mapped[datetime | None] = mapped_column(Utc)
    answered_at: Mapped[datetime | None] = mapped_column(Utc)
