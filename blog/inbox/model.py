"""What editors put beside an inquiry."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, Utc


class Label(Base):
    """A word that sorts an inquiry; it may have several."""

    __tablename__ = "inquiry_label"

    inquiry_id: Mapped[int] = mapped_column(
        ForeignKey("inquiry.id", ondelete="CASCADE"), primary_key=True
    )
    label: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class Note(Base):
    """What editors tell each other about an inquiry; the person never sees it."""

    __tablename__ = "inquiry_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(
        ForeignKey("inquiry.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(245))
    at: Mapped[datetime] = mapped_column(Utc)
