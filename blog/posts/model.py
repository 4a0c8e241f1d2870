"""What editors publish: posts in the blog, and pages such as About."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc


class Kind(StrEnum):
    POST = "post"
    PAGE = "page"


class Standing(StrEnum):
    """`scheduled` becomes `published` at its `publish_at`; `published` with an `expires_at`
    becomes `withdrawn` then."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    TRASH = "trash"


class Post(Base):
    """`body` is the Markdown an editor wrote; `html` is what was made of it when it was saved.

    `lead` is the excerpt: under the title, in lists, and to search engines where `description` is
    empty. `canonical` is an address elsewhere, where this was published first. `parent_id` is the
    page above this one; addresses of pages do not show it. `place` is its order there. Of the
    featured picture either `picture_alt` says what it shows, or it is `picture_decorative`.
    `author` is the name of `author_id`. `version` counts the times it was saved. `was` is the
    standing it had before it was thrown away. A link to look at it early holds
    `preview_key`, until `preview_until`. `revised_at` is when readers last got other words than
    before; `drawn` tells by which make of post_html `html` was made."""

    __tablename__ = "post"
    __table_args__ = (
        Index("ix_post_kind_standing_published_at", "kind", "standing", "published_at"),
        Index(
            "ix_post_kind_standing_sticky_published_at",
            "kind",
            "standing",
            "sticky",
            "published_at",
        ),
        Index("ix_post_author_id_standing_published_at", "author_id", "standing", "published_at"),
        Index("ix_post_kind_standing_updated_at", "kind", "standing", "updated_at"),
        Index("ix_post_standing_version", "standing", "version"),
        Index("ix_post_standing_publish_at", "standing", "publish_at"),
        Index("ix_post_standing_expires_at", "standing", "expires_at"),
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
    publish_at: Mapped[datetime | None] = mapped_column(Utc)
    expires_at: Mapped[datetime | None] = mapped_column(Utc)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("author.id", ondelete="SET NULL"))
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("post.id", ondelete="SET NULL"), index=True
    )
    place: Mapped[int] = mapped_column(default=0)
    picture_id: Mapped[int | None] = mapped_column(
        ForeignKey("picture.id", ondelete="SET NULL"), index=True
    )
    picture_alt: Mapped[str] = mapped_column(Text, default="")
    picture_decorative: Mapped[bool] = mapped_column(default=False)
    sticky: Mapped[bool] = mapped_column(default=False)
    description: Mapped[str] = mapped_column(Text, default="")
    canonical: Mapped[str] = mapped_column(String(1000), default="")
    noindex: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    was: Mapped[str] = mapped_column(String(10), default="")
    preview_key: Mapped[str] = mapped_column(String(22), default="")
    preview_until: Mapped[datetime | None] = mapped_column(Utc)
    revised_at: Mapped[datetime | None] = mapped_column(Utc)
    drawn: Mapped[int] = mapped_column(default=0)
