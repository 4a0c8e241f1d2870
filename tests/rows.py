"""What the database holds, for tests to look at."""

from typing import Any, TypeVar

from sqlalchemy import Engine, select

from blog.db import reading

M = TypeVar("M")


def rows(engine: Engine, model: type[M]) -> list[M]:
    """All rows of a table, the first one first."""
    found: Any = model
    with reading(engine) as session:
        return list(session.scalars(select(model).order_by(*found.__mapper__.primary_key)))
