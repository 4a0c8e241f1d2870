"""What the database holds, for tests to look at."""

from typing import TypeVar

from sqlalchemy import Engine, inspect, select

from blog.db import reading

M = TypeVar("M")


def rows(engine: Engine, model: type[M]) -> list[M]:
    """All rows of a table, the first one first."""
    keys = inspect(model).primary_key
    with reading(engine) as session:
        return list(session.scalars(select(model).order_by(*keys)))
