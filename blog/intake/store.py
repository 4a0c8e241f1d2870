"""Counting and recognising, exact also where several processes share the database."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, case, delete, select, update
from sqlalchemy.orm import Session

from blog.db import Utc, insert_into
from blog.intake.model import Said, Window

_window: Table = Window.__table__  # type: ignore[assignment]
_said: Table = Said.__table__  # type: ignore[assignment]
# Statements of the way in are built once: building one costs as much as running it.
_BECAME = (
    update(_said).where(_said.c.digest == bindparam("said")).values(thing_id=bindparam("became"))
)


@dataclass(frozen=True, kw_only=True)
class Before:
    """This was said already, and became the row `thing_id`."""

    thing_id: int | None


def count(session: Session, key: str, *, seconds: int, now: datetime) -> int:
    """Count one more for `key`; how many that makes in its window of `seconds`."""
    began = now - timedelta(seconds=seconds)
    values = {"key": _hashed(key), "began_at": now, "times": 1, "gone": began}
    return int(session.execute(_counting(_dialect(session)), values).scalar_one())


def uncount(session: Session, key: str) -> None:
    """One that was counted counts no more."""
    session.execute(
        update(_window)
        .where(_window.c.key == _hashed(key), _window.c.times > 0)
        .values(times=_window.c.times - 1)
    )


def counted(session: Session, key: str, *, seconds: int, now: datetime) -> int:
    """How many there are in its window; one more is not counted."""
    lasts = _window.c.began_at > now - timedelta(seconds=seconds)
    found = select(_window.c.times).where(_window.c.key == _hashed(key), lasts)
    return session.scalar(found) or 0


def digest(*parts: str) -> str:
    """The same for the same submission; parts cannot run into one another."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def say(session: Session, said: str, *, since: datetime, now: datetime) -> Before | None:
    """Take the digest for ourselves, or learn what it became. Of many at once, one gets None."""
    values = {"digest": said, "thing_id": None, "at": now, "since": since}
    if session.execute(_saying(_dialect(session)), values).scalar() is not None:
        return None
    return Before(thing_id=session.scalars(select(Said.thing_id).where(Said.digest == said)).one())


def became(session: Session, said: str, thing_id: int) -> None:
    session.execute(_BECAME, {"said": said, "became": thing_id})


def unsay(session: Session, said: str) -> None:
    """It was refused after all, so it may be said again."""
    session.execute(delete(_said).where(_said.c.digest == said))


def unsay_what_became(session: Session, thing_id: int, *, at: datetime) -> None:
    """What was taken in at that moment was taken back, so it may be said again."""
    session.execute(delete(_said).where(_said.c.at == at, _said.c.thing_id == thing_id))


def forget(session: Session, *, before: datetime) -> None:
    """Old counts and digests serve nothing."""
    session.execute(delete(Window).where(Window.began_at < before))
    session.execute(delete(Said).where(Said.at < before))


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


@cache
def _counting(dialect: str) -> Any:
    insert = insert_into(dialect, _window)
    fresh = _window.c.began_at <= bindparam("gone", type_=Utc)
    return insert.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "times": case((fresh, 1), else_=_window.c.times + 1),
            "began_at": case((fresh, insert.excluded.began_at), else_=_window.c.began_at),
        },
    ).returning(_window.c.times)


@cache
def _saying(dialect: str) -> Any:
    insert = insert_into(dialect, _said)
    return insert.on_conflict_do_update(
        index_elements=["digest"],
        set_={"at": insert.excluded.at, "thing_id": None},
        where=_said.c.at < bindparam("since", type_=Utc),
    ).returning(_said.c.digest)
