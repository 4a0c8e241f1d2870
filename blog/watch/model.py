"""What the watch remembers, so that it warns once and not every minute."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, Utc


class Warned(Base):
    """One row: of what was warned last and when, and when the weekly letter and the rehearsal
    were last written.

    `kinds` are those of the trouble that was told of, with commas between; none is no trouble.
    It began at `since`; nothing is wrong since `well_since`. `failed` says at which step the last
    rehearsal failed, and is empty where it went well."""

    __tablename__ = "warned"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(Text, default="")
    kinds: Mapped[str] = mapped_column(String(100), default="")
    since: Mapped[datetime | None] = mapped_column(Utc)
    well_since: Mapped[datetime | None] = mapped_column(Utc)
    warned_at: Mapped[datetime | None] = mapped_column(Utc)
    week_told_at: Mapped[datetime | None] = mapped_column(Utc)
    rehearsed_at: Mapped[datetime | None] = mapped_column(Utc)
    failed: Mapped[str] = mapped_column(Text, default="")
