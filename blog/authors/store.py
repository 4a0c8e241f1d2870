"""Authors, in and out of the database."""

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from blog.authors.model import Author
from blog.db import insert_into
from blog.text.plain import slug_from

_author: Table = Author.__table__  # type: ignore[assignment]


def author(session: Session, author_id: int) -> Author | None:
    return session.get(Author, author_id)


def of_editor(session: Session, editor_id: int) -> Author | None:
    return session.scalar(select(Author).where(Author.editor_id == editor_id))


def named(session: Session, name: str) -> Author:
    """The author of this name; a new one where there is none."""
    found = session.scalar(select(Author).where(Author.name == name).order_by(Author.id).limit(1))
    return found or _added(session, name) or named(session, name)


def for_editor(session: Session, editor_id: int, name: str) -> Author:
    """The editor's own author, made now if need be; a nameless one of before becomes theirs."""
    found = of_editor(session, editor_id)
    if found is None:
        found = session.scalar(
            select(Author).where(Author.name == name, Author.editor_id.is_(None)).limit(1)
        ) or add(session, name)
        found.editor_id = editor_id
        session.flush()
    return found


def add(session: Session, name: str) -> Author:
    """Of two at once who want one address, the second takes the next."""
    return _added(session, name) or add(session, name)


def _added(session: Session, name: str) -> Author | None:
    """None where someone else took the address at this moment."""
    values = {"name": name, "slug": _free(session, slug_from(name)), "about": "", "html": ""}
    insert = insert_into(session.get_bind().dialect.name, _author).values(**values)
    new = session.scalar(insert.on_conflict_do_nothing().returning(_author.c.id))
    return session.get_one(Author, new) if new else None


def _free(session: Session, slug: str) -> str:
    taken = set(session.scalars(select(Author.slug).where(Author.slug.startswith(slug))))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
