"""The owner's wishes, in and out of the database."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from blog.db import insert_into
from blog.site.discussion import Discussion
from blog.site.look.look import Look
from blog.site.model import Wish
from blog.site.reception import Reception
from blog.site.wishes import Wishes

_wish: Table = Wish.__table__  # type: ignore[assignment]
_KNOWN = {field.name for kind in (Wishes, Discussion, Reception, Look) for field in fields(kind)}
_Kind = TypeVar("_Kind", Wishes, Discussion, Reception, Look)
_BLOCKED = "block_words"
_ALONE = "one at a time"


def wishes(session: Session) -> Wishes:
    return _read(session, Wishes)


def discussion(session: Session) -> Discussion:
    return _read(session, Discussion)


def reception(session: Session) -> Reception:
    return _read(session, Reception)


def look(session: Session) -> Look:
    return _read(session, Look)


def logos(session: Session) -> frozenset[int]:
    """The pictures, by number, that stand for the site: its logos and its icon."""
    found = look(session)
    return frozenset({found.logo_id, found.logo_dark_id, found.icon_id} - {0})


def keep(
    session: Session, wished: Wishes | Discussion | Reception | Look, *, only: Collection[str] = ()
) -> None:
    """All of it; or `only` these, where another page keeps the rest."""
    for key, value in asdict(wished).items():
        if not only or key in only:
            session.merge(Wish(key=key, value=value))


def alone(session: Session) -> None:
    """Who calls this as well waits until this transaction ends, and then reads what it wrote."""
    row = insert_into(session.get_bind().dialect.name, _wish).values(key=_ALONE, value=True)
    session.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": True}))


def block(session: Session, line: str) -> bool:
    """Add a line to the list of blocked words; False if it stands there already."""
    words = _blocked_words(session)
    if line in words.value.splitlines():
        return False
    words.value = f"{words.value.rstrip()}\n{line}".strip()
    session.flush()
    return True


def blocked_words(session: Session) -> str:
    """The list as it is; nobody else changes it until this transaction ends."""
    return str(_blocked_words(session).value)


def unblock(session: Session, lines: tuple[str, ...]) -> None:
    """Take these lines off the list of blocked words."""
    words = _blocked_words(session)
    words.value = "\n".join(line for line in words.value.splitlines() if line not in lines)
    session.flush()


def _blocked_words(session: Session) -> Wish:
    """The row of the list, ours until this transaction ends: who adds a line as well waits."""
    insert = insert_into(session.get_bind().dialect.name, _wish).values(key=_BLOCKED, value="")
    session.execute(insert.on_conflict_do_nothing())
    return session.scalars(
        select(Wish)
        .where(Wish.key == _BLOCKED)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


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


def _read(session: Session, kind: type[_Kind]) -> _Kind:
    names = {field.name for field in fields(kind)}
    rows = session.execute(select(Wish.key, Wish.value)).all()
    return kind(**{key: _from_json(value) for key, value in rows if key in names})


def _from_json(value: Any) -> Any:
    return tuple(map(_from_json, value)) if isinstance(value, list) else value
