"""Old addresses that lead on."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, Utc


class Redirect(Base):
    """`path` is where something stood, such as /blog/old/. It leads to the post `post_id`,
    wherever that stands by now; else to `target`, a path of ours or an address elsewhere."""

    __tablename__ = "redirect"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(500), unique=True)
    target: Mapped[str] = mapped_column(String(1000), default="")
    post_id: Mapped[int | None] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), index=True
    )
    by: Mapped[str] = mapped_column(String(245))
    at: Mapped[datetime] = mapped_column(Utc)
