"""Bringing a database to the shape this version needs: all of it, or nothing.

Alembic is imported only when there is something to do: it takes a quarter of a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text

HEAD = "0008"
_LOCK_NUMBER = 7_301_940_105  # any number; the same in every process that migrates
_WAIT_MILLISECONDS = 60_000


class TooNew(Exception):
    """A later version of the site has already changed this database."""


class Orphans(Exception):
    """A migration left rows that point at nothing; it was undone."""


def is_current(engine: Engine) -> bool:
    """Whether the database has the shape this version needs."""
    with engine.connect() as connection:
        return _revision(connection) == HEAD


def upgrade(url: str) -> None:
    """Run what is missing. Of several processes that start at once, one does it, the others wait.

    Raises TooNew when the database is ahead of us."""
    with _alone(url) as connection:
        if _revision(connection) == HEAD:
            return
        _refuse_the_future(connection)
        _run_alembic(connection)
        _refuse_orphans(connection)


def script_location() -> str:
    return str(Path(__file__).parent)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


@contextmanager
def _alone(url: str) -> Iterator[Connection]:
    """One transaction, held by one migrator at a time. On SQLite without foreign keys: rebuilding
    a table that others point at would delete their rows."""
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", lambda it: it.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK_NUMBER})
        yield connection


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute(f"PRAGMA busy_timeout={_WAIT_MILLISECONDS}")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=OFF")


def _run_alembic(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", script_location())
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _refuse_the_future(connection: Connection) -> None:
    from alembic.script import ScriptDirectory

    there = _revision(connection)
    ours = {script.revision for script in ScriptDirectory(script_location()).walk_revisions()}
    if there is not None and there not in ours:
        raise TooNew(
            f"The database is at {there}, which this version of the site does not know. "
            "Start the newer version, or restore a back-up from before it."
        )


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if orphans := connection.execute(text("PRAGMA foreign_key_check")).all():
        raise Orphans(f"{len(orphans)} rows point at nothing, the first in table {orphans[0][0]}.")
