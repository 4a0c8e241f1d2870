"""What stands between a form and its row: how much came lately, and what was said already."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, Utc


class Window(Base):
    """How often `key` was counted in the window that began at `began_at`."""

    __tablename__ = "window_count"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    began_at: Mapped[datetime] = mapped_column(Utc, index=True)
    times: Mapped[int]


class Said(Base):
    """A submission by the digest of what it says, and the row it became."""

    __tablename__ = "said"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    thing_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Utc, index=True)
