"""Posts and pages, in and out of the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from blog.db import Utc
from blog.posts.model import Kind, Post, Standing

# built once: building a statement costs as much as running it
_READABLE = select(Post).where(
    Post.slug == bindparam("slug"),
    Post.kind == bindparam("kind"),
    Post.standing == Standing.PUBLISHED,
)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A published post as a list shows it."""

    id: int
    slug: str
    title: str
    lead: str
    author: str
    minutes: int
    published_at: datetime


def readable(session: Session, slug: str, *, kind: Kind = Kind.POST) -> Post | None:
    """The published post or page at this address."""
    return session.scalar(_READABLE, {"slug": slug, "kind": kind})


def post(session: Session, post_id: int) -> Post | None:
    return session.get(Post, post_id)


def post_to_change(session: Session, post_id: int) -> Post | None:
    """As it is now, and nobody else changes it until this transaction ends."""
    return session.get(Post, post_id, with_for_update={"key_share": True})


def latest(session: Session, *, number: int, size: int) -> list[Listed]:
    """Published posts, newest first; pages of `size`, the first is number 1."""
    columns = (
        Post.id, Post.slug, Post.title, Post.lead, Post.author, Post.minutes, Post.published_at
    )  # fmt: skip
    found = _published(select(*columns)).order_by(Post.published_at.desc(), Post.id.desc())
    rows = session.execute(found.limit(size).offset((number - 1) * size)).all()
    return [Listed(**row._mapping) for row in rows]


def published_count(session: Session) -> int:
    return session.scalar(_published(select(func.count(Post.id)))) or 0


def all_of(session: Session, kind: Kind, *, number: int, size: int) -> list[Post]:
    """For the desk: whatever its standing, what was changed last comes first."""
    found = select(Post).where(Post.kind == kind).order_by(Post.updated_at.desc(), Post.id.desc())
    return list(session.scalars(found.limit(size).offset((number - 1) * size)))


def count_of(session: Session, kind: Kind) -> int:
    return session.scalar(select(func.count(Post.id)).where(Post.kind == kind)) or 0


def is_empty(session: Session) -> bool:
    return session.scalar(select(Post.id).limit(1)) is None


def slug_taken(session: Session, slug: str, *, by_other_than: int | None = None) -> bool:
    found = select(Post.id).where(Post.slug == slug)
    holder = session.scalar(found)
    return holder is not None and holder != by_other_than


def free_slug(session: Session, slug: str, *, but: int | None) -> str:
    """The first of slug-2, slug-3 … at which nothing stands but this post itself."""
    others = select(Post.slug).where(Post.slug.startswith(f"{slug}-", autoescape=True))
    taken = set(session.scalars(others if but is None else others.where(Post.id != but)))
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"


def move(session: Session, post_id: int, *, seen: Standing, to: Standing, now: datetime) -> bool:
    """Only from the standing that was seen; the first publication dates the post."""
    values: dict[str, Any] = {"standing": to, "updated_at": now}
    if to is Standing.PUBLISHED:
        values["published_at"] = func.coalesce(Post.published_at, bindparam(None, now, Utc))
    moved = session.scalar(
        update(Post)
        .where(Post.id == post_id, Post.standing == seen)
        .values(**values)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    return moved is not None


def _published(found: Any) -> Any:
    return found.where(Post.kind == Kind.POST, Post.standing == Standing.PUBLISHED)
