"""Work that every app and every test would do again to the same end, done once in a process."""

from collections.abc import Callable
from types import CodeType
from typing import ClassVar

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, MetaData, text
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]

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

    _kept: ClassVar[dict[tuple[object, ...], Builder]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        if self.defaults:
            return super()._compile_builder(append_unknown)
        asked = (self.rule, *self._trace, append_unknown)
        if asked not in self._kept:
            self._kept[asked] = super()._compile_builder(append_unknown)
        return self._kept[asked]


def compile_once() -> None:
    """For all apps of this process from now on."""
    Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}
    Flask.url_rule_class = CompiledRule


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
