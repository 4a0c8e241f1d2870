"""The rows of what was learned. Who changes a book holds its row, so trainers take turns."""

import json
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Double,
    Integer,
    String,
    Table,
    any_,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import Session

from blog.db import insert_into
from blog.learned.model import LearnedBook, LearnedText, LearnedToken
from blog.learned.opinion import Kind, Knowledge, Seen

_book: Table = LearnedBook.__table__  # type: ignore[assignment]
_token: Table = LearnedToken.__table__  # type: ignore[assignment]
_text: Table = LearnedText.__table__  # type: ignore[assignment]
# Statements of the way in are built once: building one costs as much as running it.
_KNOWLEDGE = select(_book.c.spam, _book.c.good, _book.c.edge).where(_book.c.book == bindparam("of"))
_THIS_TEXT = (
    (_text.c.book == bindparam("of"))
    & (_text.c.digest == bindparam("said"))
    & (_text.c.kind == bindparam("as"))
)
_TAKE_BACK = (
    update(_text)
    .where(_THIS_TEXT)
    .values(times=_text.c.times - 1)
    .returning(_text.c.times, _text.c.tokens)
)
_FORGET = update(_text).where(_THIS_TEXT).values(times=_text.c.times - 1)
_DROP_FORGOTTEN = delete(_text).where(_THIS_TEXT, _text.c.times <= 0)
_UNCOUNT = (
    update(_token)
    .where(_token.c.book == bindparam("of"), _token.c.token == bindparam("it"))
    .values(
        spam=_token.c.spam - bindparam("spams", type_=Integer),
        good=_token.c.good - bindparam("goods", type_=Integer),
    )
)
_DROP_UNSEEN = delete(_token).where(
    _token.c.book == bindparam("of"),
    _token.c.token == bindparam("it"),
    _token.c.spam == 0,
    _token.c.good == 0,
)


def knowledge(session: Session, book: str) -> Knowledge:
    row = session.execute(_KNOWLEDGE, {"of": book}).first()
    return Knowledge(spam=row.spam, good=row.good, edge=row.edge) if row else Knowledge()


def seen(session: Session, book: str, tokens: Collection[str]) -> dict[str, Seen]:
    """How often each of `tokens` was seen, those left out that never were: one statement."""
    dialect = _dialect(session)
    asked = list(tokens) if dialect == "postgresql" else json.dumps(list(tokens))
    rows = session.execute(_seeing(dialect), {"of": book, "tokens": asked})
    return {token: Seen(spam, good) for token, spam, good in rows.all()}


def hold(session: Session, book: str) -> int:
    """Make others wait who change this book; how many texts there were at its last measuring."""
    fresh = {"book": book, "spam": 0, "good": 0, "edge": None, "measured": 0}
    return int(session.execute(_holding(_dialect(session)), fresh).scalar_one())


def has(session: Session, book: str, digest: str, kind: Kind) -> bool:
    said = {"of": book, "said": digest, "as": kind}
    return session.execute(select(_text.c.times).where(_THIS_TEXT), said).first() is not None


def keep(session: Session, book: str, digest: str, kind: Kind, tokens: Iterable[str]) -> bool:
    """Keep a text, or that it was taught once more; whether it is new."""
    row = {"book": book, "digest": digest, "kind": kind, "times": 1}
    row["tokens"] = "\n".join(sorted(tokens))  # no order in which they could be read
    return int(session.execute(_keeping(_dialect(session)), row).scalar_one()) == 1


def take_back(session: Session, book: str, digest: str, kind: Kind) -> list[str]:
    """The tokens of a text that was taught for the last time now; none while it still counts."""
    said = {"of": book, "said": digest, "as": kind}
    row = session.execute(_TAKE_BACK, said).first()
    if row is None or row.times > 0:
        return []
    session.execute(delete(_text).where(_THIS_TEXT), said)
    return str(row.tokens).split("\n")


def forget(session: Session, book: str, said: Collection[tuple[str, Kind]]) -> None:
    """One time less for each digest and kind; what counts no more is not kept, its counts are."""
    rows = [{"of": book, "said": digest, "as": kind} for digest, kind in sorted(said)]
    if rows:
        session.connection().execute(_FORGET, rows)
        session.connection().execute(_DROP_FORGOTTEN, rows)


def count(session: Session, book: str, kind: Kind, tokens: Iterable[str]) -> None:
    """One more text of `kind` that has these tokens."""
    one = _one(kind)
    rows = [{"book": book, "token": token, **one} for token in sorted(tokens)]
    session.execute(_counting(_dialect(session)), rows)
    _count_text(session, book, one["spam"], one["good"])


def uncount(session: Session, book: str, kind: Kind, tokens: Iterable[str]) -> None:
    """One text less; a token that no text has any more is forgotten."""
    spam, good = _one(kind)["spam"], _one(kind)["good"]
    rows = [{"of": book, "it": token, "spams": spam, "goods": good} for token in sorted(tokens)]
    session.execute(_UNCOUNT, rows)
    session.execute(_DROP_UNSEEN, [{"of": book, "it": row["it"]} for row in rows])
    _count_text(session, book, -spam, -good)


def some(session: Session, book: str, kind: Kind, *, most: int) -> list[list[str]]:
    """The tokens of up to `most` texts, by chance, but always the same of the same texts."""
    of_book = (_text.c.book == book) & (_text.c.kind == kind)
    chosen = select(_text.c.tokens).where(of_book).order_by(_text.c.digest).limit(most)
    return [tokens.split("\n") for tokens in session.scalars(chosen)]


def set_edge(session: Session, book: str, edge: float | None, *, measured: int) -> None:
    found = update(_book).where(_book.c.book == book)
    session.execute(found.values(edge=edge, measured=measured))


def _one(kind: Kind) -> dict[str, int]:
    return {"spam": int(kind is Kind.SPAM), "good": int(kind is Kind.GOOD)}


def _count_text(session: Session, book: str, spam: int, good: int) -> None:
    found = update(_book).where(_book.c.book == book)
    session.execute(found.values(spam=_book.c.spam + spam, good=_book.c.good + good))


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


@cache
def _seeing(dialect: str) -> Any:
    """A list as one value: the statement stays the same however many tokens there are."""
    if dialect == "postgresql":
        asked: Any = _token.c.token == any_(bindparam("tokens", type_=ARRAY(String)))
    else:
        each = func.json_each(bindparam("tokens", type_=String)).table_valued("value")
        asked = _token.c.token.in_(select(each.c.value))
    counts = select(_token.c.token, _token.c.spam, _token.c.good)
    return counts.where(_token.c.book == bindparam("of"), asked)


@cache
def _holding(dialect: str) -> Any:
    insert = insert_into(dialect, _book).values(edge=bindparam("edge", type_=Double))
    unchanged = {"spam": _book.c.spam}
    return insert.on_conflict_do_update(index_elements=["book"], set_=unchanged).returning(
        _book.c.measured
    )


@cache
def _keeping(dialect: str) -> Any:
    once_more = {"times": _text.c.times + 1}
    return (
        insert_into(dialect, _text)
        .on_conflict_do_update(index_elements=["book", "digest", "kind"], set_=once_more)
        .returning(_text.c.times)
    )


@cache
def _counting(dialect: str) -> Any:
    insert = insert_into(dialect, _token)
    return insert.on_conflict_do_update(
        index_elements=["book", "token"],
        set_={
            "spam": _token.c.spam + insert.excluded.spam,
            "good": _token.c.good + insert.excluded.good,
        },
    )
