"""What came through "Drop us a line"."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc


class State(StrEnum):
    NEW = "new"
    ANSWERED = "answered"
    SPAM = "spam"


class Inquiry(Base):
    """`page` is the path of the page the form stood on; `reasons` say why it was judged so."""

    __tablename__ = "inquiry"
    __table_args__ = (Index("ix_inquiry_state_created_at", "state", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(245))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(60))
    message: Mapped[str] = mapped_column(Text)
    page: Mapped[str] = mapped_column(String(300))
    state: Mapped[State] = mapped_column(OneOf(State))
    reasons: Mapped[list[str]] = mapped_column(JSON)
    network: Mapped[str] = mapped_column(String(50))
    created_at: Mapped[datetime] = mapped_column(Utc)
