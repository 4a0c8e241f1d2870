"""What the watch remembers, so that it warns once and not every minute."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, Utc


class Warned(Base):
    """One row: of what was warned last and when, and when the weekly letter and the rehearsal
    were last written."""

    __tablename__ = "warned"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(Text, default="")
    warned_at: Mapped[datetime | None] = mapped_column(Utc)
    week_told_at: Mapped[datetime | None] = mapped_column(Utc)
    rehearsed_at: Mapped[datetime | None] = mapped_column(Utc)
