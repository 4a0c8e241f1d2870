"""What editors publish: posts in the blog, and pages such as About."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc


class Kind(StrEnum):
    POST = "post"
    PAGE = "page"


class Standing(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Post(Base):
    """`body` is the Markdown an editor wrote; `html` is what was made of it when it was saved."""

    __tablename__ = "post"
    __table_args__ = (
        Index("ix_post_kind_standing_published_at", "kind", "standing", "published_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(OneOf(Kind))
    slug: Mapped[str] = mapped_column(String(200), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    lead: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int]
    author: Mapped[str] = mapped_column(String(245))
    standing: Mapped[Standing] = mapped_column(OneOf(Standing))
    comments_open: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Utc)
    updated_at: Mapped[datetime] = mapped_column(Utc)
    published_at: Mapped[datetime | None] = mapped_column(Utc)
