"""Authors, in and out of the database."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from blog.authors.model import Author
from blog.text.plain import slug_from


def author(session: Session, author_id: int) -> Author | None:
    return session.get(Author, author_id)


def of_editor(session: Session, editor_id: int) -> Author | None:
    return session.scalar(select(Author).where(Author.editor_id == editor_id))


def everyone(session: Session) -> list[Author]:
    return list(session.scalars(select(Author).order_by(func.lower(Author.name), Author.id)))


def whose(session: Session, editor_id: int, name: str) -> int:
    """The number of the author that `for_editor` would give; 0 where that one is not yet."""
    mine = of_editor(session, editor_id) or session.scalar(_nameless(name))
    return mine.id if mine else 0


def named(session: Session, name: str) -> Author:
    """The author of this name; a new one where there is none."""
    found = session.scalar(select(Author).where(Author.name == name).order_by(Author.id).limit(1))
    return found or add(session, name)


def for_editor(session: Session, editor_id: int, name: str) -> Author:
    """The editor's own author, made now if need be; a nameless one of before becomes theirs."""
    found = of_editor(session, editor_id)
    if found is None:
        found = session.scalar(_nameless(name)) or add(session, name)
        found.editor_id = editor_id
        session.flush()
    return found


def add(session: Session, name: str) -> Author:
    new = Author(name=name, slug=_free(session, slug_from(name)))
    session.add(new)
    session.flush()
    return new


def _nameless(name: str) -> Select[Author]:
    """The author of this name behind whom nobody stands."""
    found = select(Author).where(Author.name == name, Author.editor_id.is_(None))
    return found.order_by(Author.id).limit(1)


def _free(session: Session, slug: str) -> str:
    taken = set(session.scalars(select(Author.slug).where(Author.slug.startswith(slug))))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
