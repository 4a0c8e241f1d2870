"""What readers find by words, and what belongs together."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base


class Sought(Base):
    """The words of one published post or page as `words_in` has them, with a gap between: of its
    title, its lead, of what it is filed under, and of its text. `version` is the post's whose words
    they are; `mark` says of what else they were made."""

    __tablename__ = "sought"

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    mark: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(Text)
    lead: Mapped[str] = mapped_column(Text)
    filed: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class Kin(Base):
    """Two posts that are about the same; each pair stands here twice, once for each of
    them. The greater `weight`, the more they have in common."""

    __tablename__ = "kin"

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    weight: Mapped[int]
