"""What a post may be given, as its form offers it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from blog.authors.model import Author
from blog.media.model import Picture
from blog.posts.model import Kind, Post, Standing
from blog.posts.tree.moves import stands_under
from blog.terms.model import Category, Tag

_PICTURES, _TAGS = 200, 500


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A category; `depth` 0 is the top of the tree."""

    id: int
    name: str
    slug: str
    depth: int


@dataclass(frozen=True, kw_only=True)
class Offered:
    """Numbers with their names; of the pictures the latest, and the one the post has. Those that
    are `described` have words in the library, or need none."""

    authors: dict[int, str]
    parents: dict[int, str]
    pictures: dict[int, str]
    categories: list[Branch]
    tags: list[str]
    described: frozenset[int]


def offered(session: Session, *, but: int | None = None, picture_id: int | None = None) -> Offered:
    """`but` is the page that cannot stand below itself."""
    authors = select(Author.id, Author.name).order_by(func.lower(Author.name), Author.id)
    pictures = _pictures(session, picture_id)
    return Offered(
        authors=_names(session, authors),
        parents=_parents(session, but),
        pictures={it.id: it.file_name for it in pictures},
        categories=list(_branches(session)),
        tags=list(session.scalars(select(Tag.name).order_by(Tag.name).limit(_TAGS))),
        described=frozenset(it.id for it in pictures if it.decorative or it.alt.strip()),
    )


def _pictures(session: Session, picture_id: int | None) -> list[Any]:
    found = select(Picture.id, Picture.file_name, Picture.alt, Picture.decorative)
    latest = list(session.execute(found.order_by(Picture.id.desc()).limit(_PICTURES)))
    if picture_id and all(it.id != picture_id for it in latest):
        latest = [*session.execute(found.where(Picture.id == picture_id)), *latest]
    return latest


def _names(session: Session, found: object) -> dict[int, str]:
    rows = session.execute(found).all()  # type: ignore[call-overload]
    return {row[0]: row[1] for row in rows}


def _parents(session: Session, but: int | None) -> dict[int, str]:
    found = select(Post.id, Post.title, Post.parent_id)
    found = found.where(Post.kind == Kind.PAGE, Post.standing != Standing.TRASH)
    rows = session.execute(found.order_by(func.lower(Post.title), Post.id)).all()
    above = {row.id: row.parent_id for row in rows}
    return {
        row.id: row.title for row in rows if but is None or not stands_under(above, row.id, but)
    }


def _branches(session: Session) -> Iterator[Branch]:
    below = defaultdict[int | None, list[Category]](list)
    every = session.scalars(select(Category).order_by(Category.place, Category.id)).all()
    known = {it.id for it in every}
    for it in every:
        below[it.parent_id if it.parent_id in known else None].append(it)

    def walk(parent: int | None, depth: int) -> Iterator[Branch]:
        for it in below.pop(parent, []):
            yield Branch(id=it.id, name=it.name, slug=it.slug, depth=depth)
            yield from walk(it.id, depth + 1)

    return walk(None, 0)
