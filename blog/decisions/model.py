"""Who moved a thing from which state to which, why, and when. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, Utc


class Decision(Base):
    """`thing` and `thing_id` name what was moved ("comment", 12); `by` is the editor's name.

    Decisions of one action share its `action`, so that they can be taken back together."""

    __tablename__ = "decision"
    __table_args__ = (
        Index("ix_decision_thing_thing_id", "thing", "thing_id"),
        Index("ix_decision_thing_id", "thing", "id"),
        Index("ix_decision_by_id", "by", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thing: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[int]
    was: Mapped[str] = mapped_column(String(20))
    became: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(245))
    why: Mapped[str] = mapped_column(Text, default="")
    action: Mapped[str] = mapped_column(String(20), index=True, default="")
    at: Mapped[datetime] = mapped_column(Utc)
