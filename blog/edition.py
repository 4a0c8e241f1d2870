"""The edition: one number for the public site as readers see it. A change they see turns it."""

import sqlite3
import threading
import time
from collections.abc import Callable

from sqlalchemy import Engine, event, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from blog.db import Base, reading

_SECONDS_AN_ANSWER_HOLDS = 0.001
_last_turn = [object()]  # another one after each turn that this process has committed


class Edition(Base):
    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


def turn(session: Session) -> None:
    """Make every cached page old, as of the commit of this transaction."""
    session.execute(update(Edition).values(number=Edition.number + 1))
    event.listen(session, "after_commit", _was_turned, once=True)


def _was_turned(_session: Session) -> None:
    _last_turn[0] = object()


def current(session: Session) -> int:
    return session.scalar(select(Edition.number)) or 0


def watch(engine: Engine) -> Callable[[], int]:
    """A cheap question, asked for each page: which edition is it now, in any process's eyes?"""
    if engine.dialect.name == "sqlite":
        return _Watch(_SqliteWatch(engine.url.database or ""))
    return _Watch(lambda: _ask(engine))


def _ask(engine: Engine) -> int:
    with reading(engine) as session:
        return current(session)


class _Watch:
    """An answer holds for a millisecond, for asking takes longer than all else a cached page
    needs. It ends at once when this process turns the edition: who made a change sees it."""

    def __init__(self, ask: Callable[[], int]) -> None:
        self._ask = ask
        self._known = (-1, object(), 0.0)

    def __call__(self) -> int:
        number, turn, until = self._known
        if turn is _last_turn[0] and time.monotonic() < until:
            return number
        # before asking: a turn meanwhile, and the time it takes, count against the answer
        turn, until = _last_turn[0], time.monotonic() + _SECONDS_AN_ANSWER_HOLDS
        number = self._ask()
        self._known = (number, turn, until)
        return number


class _SqliteWatch:
    """`data_version` moves with any commit of others and takes microseconds; only then is the row
    read again. Its connection stays open for as long as the process lives and never writes, so
    that every commit is one of others, and so that the WAL's shared memory is never made anew
    (which kills a process when the disk is full)."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._seen = -1
        self._number = -1

    def __call__(self) -> int:
        with self._lock:
            if self._connection is None:
                self._connection = self._open()
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            if version != self._seen:
                (self._number,) = self._connection.execute("SELECT number FROM edition").fetchone()
                self._seen = version
            return self._number

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._path, timeout=15, isolation_level=None, check_same_thread=False
        )
