"""The addresses search engines may keep, without the texts that stand there."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from blog.authors.model import Author
from blog.posts.model import Kind, Post, Standing
from blog.terms.model import PostTag, Tag

_READABLE = (Post.kind == bindparam("kind"), Post.standing == Standing.PUBLISHED)
# what lies elsewhere, or is to be kept out of search engines, is not named to them
_KEPT = (*_READABLE, Post.noindex.is_(False), Post.canonical == "")
# built once: building a statement costs as much as running it
_PLACES = select(
    Post.id, Post.slug, func.coalesce(Post.revised_at, Post.published_at), Post.title, Post.lead,
    Post.description,
).where(*_KEPT)  # fmt: skip
_BARE = _PLACES.with_only_columns(
    Post.id, Post.slug, func.coalesce(Post.revised_at, Post.published_at)
)
_SOME = _BARE.order_by(Post.id).limit(bindparam("size")).offset(bindparam("after"))
_COUNT = select(func.count()).select_from(Post).where(*_KEPT)
_NEWEST = _PLACES.order_by(Post.published_at.desc(), Post.id.desc()).limit(bindparam("size"))
_OF_A_TAG = exists().where(PostTag.tag_id == Tag.id, PostTag.post_id == Post.id, *_READABLE)
_TAGS = select(Tag.slug).where(_OF_A_TAG).order_by(Tag.slug)
_BY_AUTHOR = exists().where(Post.author_id == Author.id, *_READABLE)
_AUTHORS = select(Author.slug).where(_BY_AUTHOR).order_by(Author.slug)


class Place(NamedTuple):
    """`changed_at` is when readers last got other words there."""

    id: int
    slug: str
    changed_at: datetime
    title: str = ""
    lead: str = ""
    description: str = ""


def count(session: Session, kind: Kind) -> int:
    return session.scalar(_COUNT, {"kind": kind}) or 0


def some(session: Session, kind: Kind, *, after: int, size: int) -> list[Place]:
    """`size` of them behind the first `after`, in an order that stays; nothing but addresses."""
    asked = {"kind": kind, "after": after, "size": size}
    return [Place(*row) for row in session.execute(_SOME, asked)]


def newest(session: Session, kind: Kind, *, size: int) -> list[Place]:
    """With their titles and leads."""
    found = session.execute(_NEWEST, {"kind": kind, "size": size})
    return [Place(*row) for row in found]


def tags_in_use(session: Session) -> list[str]:
    """The slugs of those that readers find something under."""
    return list(session.scalars(_TAGS, {"kind": Kind.POST}))


def authors_in_use(session: Session) -> list[str]:
    """The slugs of those by whom there is something to read."""
    return list(session.scalars(_AUTHORS, {"kind": Kind.POST}))
