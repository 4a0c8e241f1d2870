"""Work that every app and every test would do again to the same end, done once in a process."""

import os
import shutil
import tempfile
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Dialect, Engine, MetaData, text
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

# Nobody may still hold a transaction open: a table that is locked has no other user.
_EMPTIED = """
DO $$
DECLARE
    name text;
    filled boolean;
BEGIN
    LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE;
    SET LOCAL session_replication_role = replica;  -- what points at a row goes as well
    FOREACH name IN ARRAY ARRAY[{names}] LOOP
        EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || quote_ident(name) || ')' INTO filled;
        IF filled THEN
            EXECUTE 'DELETE FROM ' || quote_ident(name);
        END IF;
    END LOOP;
    PERFORM setval(quote_ident(sequencename)::regclass, 1, false)
        FROM pg_sequences WHERE last_value IS NOT NULL;
    INSERT INTO edition (id, number) VALUES (1, 1);
END $$
"""
_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3


def wait_for_no_disk() -> None:
    """What is temporary is kept in memory, where there is room: a test on SQLite waits for the disk
    a dozen times."""
    if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # look again


class CompiledTemplates(BytecodeCache):
    """A template is compiled by the first app that draws it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._kept[bucket.key, bucket.checksum] = bucket.code


class CompiledRule(Rule):
    """An address is compiled for the first app that has it. (Werkzeug does it through `ast`, which
    in Python before 3.11.8 fails now and then where several threads do it at once.)"""

    _made: ClassVar[dict[str, Rule]] = {}

    def compile(self) -> None:
        made = self._made.get(self.rule)
        if made is None or self.defaults:
            super().compile()
            self._made[self.rule] = self
            return
        self._parts, self._trace, self._converters = made._parts, made._trace, made._converters
        self.arguments, self._build = made.arguments, made._build
        self._build_unknown = made._build_unknown


def compile_once() -> None:
    """For all apps of this process from now on."""
    Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}
    Flask.url_rule_class = CompiledRule


def compile_statements_once(engine: Engine) -> None:
    """Its kind of database is known by now, and what it compiled serves all engines from now on."""
    kind, dialect = type(engine.dialect), engine.dialect
    compiled: LRUCache[Any, Any] = LRUCache(5000)

    def share(_kind: type[Dialect], other: Engine) -> None:
        other.dialect, other._compiled_cache = dialect, compiled

    kind.engine_created = classmethod(share)  # type: ignore[assignment, method-assign]


def empty(engine: Engine, metadata: MetaData) -> None:
    """A PostgreSQL as the migrations left it. Emptying the few tables that hold something takes a
    tenth of the time of TRUNCATE, which makes new files for all of them."""
    names = [table.name for table in metadata.sorted_tables]
    tables = ", ".join(f'"{name}"' for name in names)
    quoted = ", ".join(f"'{name}'" for name in names)
    with engine.begin() as connection:
        # someone who still holds a transaction open is a fault to be seen, not waited for
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        connection.exec_driver_sql(_EMPTIED.format(tables=tables, names=quoted))
