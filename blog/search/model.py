"""What readers find by words, and what belongs together."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base


class Sought(Base):
    """The words of one published post or page as `words_in` has them, with a gap between: of its
    title, its lead, of what it is filed under, and of its text. `version` is the post's whose words
    they are, `mark` tells by what names it was filed then; `weighed` is the version whose kin
    were looked for, 0 where none were yet."""

    __tablename__ = "sought"
    # all that is asked at each new edition, beside the words rather than among them
    __table_args__ = (Index("ix_sought_made_of", "post_id", "version", "weighed", "mark"),)

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    mark: Mapped[str] = mapped_column(String(40), default="")
    weighed: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(Text)
    lead: Mapped[str] = mapped_column(Text)
    filed: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class Kin(Base):
    """The few posts that have most in common with a post; the greater `weight`, the more. A post
    that is kin to another need not be among that one's nearest."""

    __tablename__ = "kin"

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    weight: Mapped[int]
