"""What the filter has learned: how often each token was seen, and in which texts."""

from sqlalchemy import Double, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import Base


class LearnedBook(Base):
    """A filter of its own, as "comment": how many texts of each kind it has learned. `edge` is
    where spam begins, and `measured` how many texts there were when that was measured."""

    __tablename__ = "learned_book"

    book: Mapped[str] = mapped_column(String(10), primary_key=True)
    spam: Mapped[int]
    good: Mapped[int]
    edge: Mapped[float | None] = mapped_column(Double)
    measured: Mapped[int]


class LearnedToken(Base):
    """In how many spam and good texts of its book a token was seen."""

    __tablename__ = "learned_token"

    book: Mapped[str] = mapped_column(String(10), primary_key=True)
    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    spam: Mapped[int]
    good: Mapped[int]


class LearnedText(Base):
    """A text by its digest, how many times it was taught, and the tokens that were counted for
    it, sorted, so that exactly these can be taken back. It goes when its comments are deleted."""

    __tablename__ = "learned_text"

    book: Mapped[str] = mapped_column(String(10), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    times: Mapped[int]
    tokens: Mapped[str] = mapped_column(Text)
