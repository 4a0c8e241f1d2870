"""The database: an engine, and the only two ways to use it, `reading` and `writing`."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    Table,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import DeclarativeBase, Session

E = TypeVar("E", bound=StrEnum)
_IMMEDIATE = {"immediate": True}
_BUSY_SECONDS = 15.0
_CONNECT_SECONDS = 10
# What a door catches that must not lose what was typed: the database failed, or had no time.
NO_DATABASE = (DBAPIError, NoConnectionFree)


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
    """An engine for either database; on SQLite every commit is on the disk before it returns, and
    who finds it locked waits for as many seconds as `?timeout=` in the address says."""
    place = make_url(url)
    if not url.startswith("sqlite"):
        patience = {} if "connect_timeout" in place.query else {"connect_timeout": _CONNECT_SECONDS}
        return create_engine(
            place,
            pool_size=8,
            max_overflow=24,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args=patience,
        )
    _make_private(place)
    if "timeout" not in place.query:
        place = place.update_query_dict({"timeout": str(_BUSY_SECONDS)})
    engine = create_engine(place, pool_size=8, max_overflow=24, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _make_private(place: URL) -> None:
    """A new file is its owner's alone; SQLite gives the files beside it the same mode."""
    path = place.database or ":memory:"
    if path == ":memory:" or path.startswith("file:"):
        return
    with suppress(OSError):  # it is there already, or SQLite says what is wrong with the place
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def insert_into(dialect: str, table: Table) -> Any:
    """Both databases have the same ON CONFLICT, each under its own import."""
    return sqlite_insert(table) if dialect == "sqlite" else postgresql_insert(table)


def cause_of(error: Exception) -> str:
    """For the log: what went wrong, without the statement and what it was to store."""
    return type(error.orig if isinstance(error, DBAPIError) else error).__name__


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
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


@contextmanager
def _turn_to_write(engine: Engine) -> Iterator[None]:
    """SQLite has one writer; threads of this process queue here rather than poll its lock. None
    waits longer here than for the lock itself."""
    if engine.dialect.name != "sqlite":
        yield
        return
    turn = _turns.setdefault(engine, threading.Lock())
    seconds = engine.url.query.get("timeout", _BUSY_SECONDS)
    if not turn.acquire(timeout=float(str(seconds))):
        raise NoConnectionFree("Others were writing all the time.")
    try:
        yield
    finally:
        turn.release()
