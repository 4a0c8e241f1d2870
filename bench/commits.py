"""How many durable commits a second the database can do when it is asked for nothing else."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

_INSERT = "INSERT INTO thing (words) VALUES ('a few words, as small as a row may be')"


def of_sqlite(folder: Path, *, seconds: float) -> float:
    """On the same disk as the site's, with the same promise."""
    connection = sqlite3.connect(folder / "commits.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, words TEXT)")
    try:
        return _count(lambda: connection.execute(_INSERT), seconds)
    finally:
        connection.close()


def of_postgres(address: str, *, seconds: float) -> float:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS thing (id serial PRIMARY KEY, words text)")
        return _count(lambda: connection.execute(_INSERT), seconds)


def _count(commit: Callable[[], object], seconds: float) -> float:
    began, done = time.perf_counter(), 0
    while (lasted := time.perf_counter() - began) < seconds:
        commit()
        done += 1
    return done / lasted
