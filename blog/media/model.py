"""Pictures. What is kept was decoded and encoded anew, so that nothing else came along with it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base, OneOf, Utc


class Stage(StrEnum):
    """Of the smaller and lighter variants that are made of each picture."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class Picture(Base):
    """`name` begins its addresses: the first 24 signs of the SHA-256 of what is kept. `alt` is
    offered wherever it is used. `colour` is the dominant one, as rrggbb. `wanted` is how many
    variants there will be. `claimed_at` is when someone began to make them."""

    __tablename__ = "picture"
    __table_args__ = (
        Index("ix_picture_stage_claimed_at", "stage", "claimed_at"),
        Index("ix_picture_created_at_id", "created_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(24), unique=True)
    file_name: Mapped[str] = mapped_column(String(245))
    ending: Mapped[str] = mapped_column(String(10))
    alt: Mapped[str] = mapped_column(Text, default="")
    decorative: Mapped[bool] = mapped_column(default=False)
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str] = mapped_column(String(6))
    stage: Mapped[Stage] = mapped_column(OneOf(Stage))
    why: Mapped[str] = mapped_column(Text, default="")
    wanted: Mapped[int]
    claimed_at: Mapped[datetime | None] = mapped_column(Utc)
    by: Mapped[str] = mapped_column(String(245))
    created_at: Mapped[datetime] = mapped_column(Utc)


class Variant(Base):
    """The bytes of one width in one format, the full one (`is_master`) among them.

    In the database, so that one file is the whole site, and several hosts have the same."""

    __tablename__ = "variant"

    picture_id: Mapped[int] = mapped_column(
        ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True
    )
    width: Mapped[int] = mapped_column(primary_key=True)
    ending: Mapped[str] = mapped_column(String(10), primary_key=True)
    height: Mapped[int]
    is_master: Mapped[bool] = mapped_column(default=False)
    size: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class PictureUse(Base):
    """A post or page whose text shows the picture, or whose featured picture it is."""

    __tablename__ = "picture_use"

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True
    )
    picture_id: Mapped[int] = mapped_column(
        ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True, index=True
    )
