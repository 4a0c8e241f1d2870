"""Readers who asked to hear of answers, and which comments they asked for."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc


class Consent(StrEnum):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    STOPPED = "stopped"


class Follower(Base):
    """An address, and whether its owner has said yes. Nothing but the question goes to one that
    has not.

    `asked_at` is when it was last asked, or its owner last said stop; the next question waits
    from there. `consented_at` is when its owner last said yes, if ever."""

    __tablename__ = "follower"

    id: Mapped[int] = mapped_column(primary_key=True)
    email_key: Mapped[str] = mapped_column(String(254), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    consent: Mapped[Consent] = mapped_column(OneOf(Consent))
    asked_at: Mapped[datetime] = mapped_column(Utc)
    consented_at: Mapped[datetime | None] = mapped_column(Utc)


class Following(Base):
    """One comment whose answers a follower wants; until `stopped_at`."""

    __tablename__ = "following"

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True
    )
    follower_id: Mapped[int] = mapped_column(
        ForeignKey("follower.id", ondelete="CASCADE"), index=True
    )
    stopped_at: Mapped[datetime | None] = mapped_column(Utc)
