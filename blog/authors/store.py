"""Authors, in and out of the database."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from blog.authors.model import Author
from blog.text.plain import slug_from


def author(session: Session, author_id: int) -> Author | None:
    return session.get(Author, author_id)


def of_editor(session: Session, editor_id: int) -> Author | None:
    return session.scalar(select(Author).where(Author.editor_id == editor_id))


def named(session: Session, name: str) -> Author:
    """The author of this name; a new one where there is none."""
    found = session.scalar(select(Author).where(Author.name == name).order_by(Author.id).limit(1))
    return found or add(session, name)


def is_called(session: Session, name: str, *, but: int = 0) -> bool:
    """Whether an author has this name who is not this editor's own."""
    found = select(Author.id).where(func.lower(Author.name) == name.lower())
    others = found.where(or_(Author.editor_id.is_(None), Author.editor_id != but))
    return session.scalar(others.limit(1)) is not None


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
    new = Author(name=name, slug=_free(session, slug_from(name)))
    session.add(new)
    session.flush()
    return new


def _free(session: Session, slug: str) -> str:
    taken = set(session.scalars(select(Author.slug).where(Author.slug.startswith(slug))))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
