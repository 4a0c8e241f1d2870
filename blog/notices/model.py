"""When the office was last told of comments."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, Utc


class Round(Base):
    """One row: the moment of the last letters about comments."""

    __tablename__ = "notice_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    told_at: Mapped[datetime] = mapped_column(Utc)
