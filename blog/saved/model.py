"""Words that an answer may begin with."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base


class SavedReply(Base):
    """Words to begin an answer with; what stands in braces is filled in."""

    __tablename__ = "saved_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100), unique=True)
    text: Mapped[str] = mapped_column(Text)
    place: Mapped[int]
