"""What the database holds, for tests to look at."""

from typing import Any, TypeVar

from sqlalchemy import Engine, inspect, select

from blog.db import reading

M = TypeVar("M")


def rows(engine: Engine, model: type[M]) -> list[M]:
    """All rows of a table, the first one first."""
    with reading(engine) as session:
        return list(session.scalars(select(model).order_by(*_key_of(model))))


def _key_of(model: Any) -> Any:
    return inspect(model).primary_key
