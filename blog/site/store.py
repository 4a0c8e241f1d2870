"""The owner's wishes, in and out of the database."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from blog.site.model import Wish
from blog.site.wishes import Wishes

_KNOWN = {field.name for field in fields(Wishes)}


def wishes(session: Session) -> Wishes:
    rows = session.execute(select(Wish.key, Wish.value)).all()
    values = {key: _from_json(value) for key, value in rows if key in _KNOWN}
    return Wishes(**values)


def keep(session: Session, wished: Wishes) -> None:
    for key, value in asdict(wished).items():
        session.merge(Wish(key=key, value=value))


def mark(session: Session, key: str, value: object) -> None:
    """Remember something about the site that is no wish, such as that its first content is in."""
    session.merge(Wish(key=key, value=value))


def marks(session: Session) -> Mapping[str, object]:
    return {
        key: value
        for key, value in session.execute(select(Wish.key, Wish.value)).all()
        if key not in _KNOWN
    }


def _from_json(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
