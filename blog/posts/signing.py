"""Under whose name posts stand: an author presented in other words, or by another name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from blog import edition
from blog.authors import store as authors
from blog.authors.address import path_of
from blog.authors.model import Author
from blog.posts import store
from blog.redirects import store as redirects
from blog.text.plain import slug_from


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """What was typed of an author; `about` is Markdown. An empty slug is made from the name."""

    name: str
    slug: str = ""
    about: str = ""
    editor_id: int | None = None


def present(
    session: Session, author: Author, portrait: Portrait, *, by: str, now: datetime
) -> None:
    """Their posts are by the new name, and the old address leads to the new. Raises Taken."""
    before = author.slug
    slug = slug_from(portrait.slug) if portrait.slug else _made(session, portrait.name, before)
    authors.change(
        session,
        author,
        name=portrait.name,
        slug=slug,
        about=portrait.about,
        editor_id=portrait.editor_id,
    )
    store.sign(session, author.id, portrait.name)
    if slug != before:
        redirects.lead_to(session, path_of(before), target=path_of(slug), by=by, now=now)
    edition.turn(session)


def forget(session: Session, author: Author) -> None:
    """For one without posts."""
    path = path_of(author.slug)
    authors.remove(session, author.id)
    redirects.drop_to(session, path)
    edition.turn(session)


def _made(session: Session, name: str, before: str) -> str:
    made = slug_from(name)
    return before if made == before else authors.free_slug(session, made)
