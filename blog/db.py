"""The database: an engine, and the only two ways to use it, `reading` and `writing`."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import (
    DateTime,
    Dialect,
    Engine,
    MetaData,
    String,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Session

E = TypeVar("E", bound=StrEnum)
_IMMEDIATE = {"immediate": True}
_BUSY_MILLISECONDS = 15_000


class Base(DeclarativeBase):
    """Every table hangs here; constraints are named so that batch migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Utc(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class OneOf(TypeDecorator[E]):
    """A member of a StrEnum, kept as its word and read back as itself."""

    impl = String(10)
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else self.words(value)


def open_engine(url: str) -> Engine:
    """An engine for either database; on SQLite every commit is on the disk before it returns."""
    if not url.startswith("sqlite"):
        return create_engine(
            url, pool_size=8, max_overflow=24, pool_pre_ping=True, hide_parameters=True
        )
    engine = create_engine(url, pool_size=8, max_overflow=24, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    # first, so that opening a fresh file waits for whoever is making it
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # an answered form has to survive a power cut
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Any) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A look at one consistent state; nothing done here is kept."""
    with Session(engine, expire_on_commit=False, autoflush=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction: all of it is kept when the block ends, none of it when it raises."""
    with _turn_to_write(engine), Session(engine, expire_on_commit=False) as session:
        session.connection(execution_options=_IMMEDIATE)
        yield session
        session.commit()


_turns: "WeakKeyDictionary[Engine, threading.Lock]" = WeakKeyDictionary()


def _turn_to_write(engine: Engine) -> AbstractContextManager[object]:
    """SQLite has one writer; threads of this process queue here rather than poll its lock."""
    if engine.dialect.name != "sqlite":
        return nullcontext()
    return _turns.setdefault(engine, threading.Lock())
