"""The owner's wishes, in and out of the database."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from blog.db import insert_into
from blog.site.model import Wish
from blog.site.wishes import Wishes

_wish: Table = Wish.__table__  # type: ignore[assignment]
_KNOWN = {field.name for field in fields(Wishes)}


def wishes(session: Session) -> Wishes:
    rows = session.execute(select(Wish.key, Wish.value)).all()
    values = {key: _from_json(value) for key, value in rows if key in _KNOWN}
    return Wishes(**values)


def keep(session: Session, wished: Wishes) -> None:
    for key, value in asdict(wished).items():
        session.merge(Wish(key=key, value=value))


def claim(session: Session, key: str) -> bool:
    """Remember something that happens to a site once, such as that its first content is in.

    Of two at once one gets True; the other waits for its commit, and gets False."""
    insert = insert_into(session.get_bind().dialect.name, _wish).values(key=key, value=True)
    claimed = insert.on_conflict_do_nothing().returning(_wish.c.key)
    return session.scalar(claimed) is not None


def marks(session: Session) -> Mapping[str, object]:
    return {
        key: value
        for key, value in session.execute(select(Wish.key, Wish.value)).all()
        if key not in _KNOWN
    }


def _from_json(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
