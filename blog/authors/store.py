"""Authors, in and out of the database."""

from sqlalchemy import Table, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from blog.authors.model import Author
from blog.db import insert_into
from blog.text.markup import consent_html
from blog.text.numbered import free
from blog.text.plain import slug_from

_author: Table = Author.__table__  # type: ignore[assignment]
_NOBODYS = select(Author).where(Author.editor_id.is_(None)).order_by(Author.id).limit(1)


class Taken(Exception):
    """Another author has this address, or is this editor."""


def author(session: Session, author_id: int) -> Author | None:
    return session.get(Author, author_id)


def of_editor(session: Session, editor_id: int) -> Author | None:
    return session.scalar(select(Author).where(Author.editor_id == editor_id))


def whose(session: Session, editor_id: int, name: str) -> int:
    """The number of the author that `for_editor` would give; 0 where that one is not yet."""
    mine = of_editor(session, editor_id) or session.scalar(_NOBODYS.where(Author.name == name))
    return mine.id if mine else 0


def named(session: Session, name: str) -> Author:
    """The author of this name; a new one where there is none."""
    found = session.scalar(select(Author).where(Author.name == name).order_by(Author.id).limit(1))
    return found or _added(session, name) or named(session, name)


def is_called(session: Session, name: str, *, but: int = 0) -> bool:
    """Whether an author has this name who is not this editor's own."""
    found = select(Author.id).where(func.lower(Author.name) == name.lower())
    others = found.where(or_(Author.editor_id.is_(None), Author.editor_id != but))
    return session.scalar(others.limit(1)) is not None


def is_editors(session: Session, author_id: int | None, *, editor_id: int, name: str) -> bool:
    """Whether this editor is this author; the name counts only where no editor is."""
    found = author(session, author_id) if author_id else None
    if found is None:
        return False
    return found.editor_id == editor_id or (found.editor_id is None and found.name == name)


def for_editor(session: Session, editor_id: int, name: str) -> Author:
    """The editor's own author, made now if need be; a nameless one of before becomes theirs."""
    found = of_editor(session, editor_id)
    if found is None:
        found = session.scalar(_NOBODYS.where(Author.name == name)) or add(session, name)
        try:
            with session.begin_nested():
                found.editor_id = editor_id
                session.flush()
        except IntegrityError:  # theirs was made in this very moment
            return session.scalars(select(Author).where(Author.editor_id == editor_id)).one()
    return found


def at(session: Session, slug: str) -> Author | None:
    return session.scalar(select(Author).where(Author.slug == slug))


def everyone(session: Session) -> list[Author]:
    return list(session.scalars(select(Author).order_by(func.lower(Author.name), Author.id)))


def to_change(session: Session, author_id: int) -> Author | None:
    """As it is now, and nobody else changes it until this transaction ends."""
    held = {"with_for_update": {"key_share": True}, "populate_existing": True}
    return session.get(Author, author_id, **held)  # type: ignore[arg-type]


def add(session: Session, name: str) -> Author:
    """Of two at once who want one address, the second takes the next."""
    return _added(session, name) or add(session, name)


def _added(session: Session, name: str) -> Author | None:
    """None where someone else took the address at this moment."""
    values = {"name": name, "slug": free_slug(session, slug_from(name)), "about": "", "html": ""}
    insert = insert_into(session.get_bind().dialect.name, _author).values(**values)
    new = session.scalar(insert.on_conflict_do_nothing().returning(_author.c.id))
    return session.get_one(Author, new) if new else None


def change(
    session: Session, found: Author, *, name: str, slug: str, about: str, editor_id: int | None
) -> None:
    """Raises Taken where the address, or that editor, is another author's."""
    found.name, found.slug, found.editor_id = name, slug, editor_id
    found.about, found.html = about, consent_html(about)
    try:
        session.flush()
    except IntegrityError as taken:
        raise Taken(slug) from taken


def remove(session: Session, author_id: int) -> None:
    session.execute(delete(Author).where(Author.id == author_id))


def free_slug(session: Session, slug: str) -> str:
    return free(slug, set(session.scalars(select(Author.slug).where(Author.slug.startswith(slug)))))
