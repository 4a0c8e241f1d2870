"""Posts and pages, in and out of the database."""

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


def readable(session: Session, slug: str, *, kind: Kind = Kind.POST) -> Post | None:
    """The published post or page at this address."""
    return session.scalar(_READABLE, {"slug": slug, "kind": kind})


def post(session: Session, post_id: int) -> Post | None:
    return session.get(Post, post_id)


def post_to_change(session: Session, post_id: int) -> Post | None:
    """As it is now, and nobody else changes it until this transaction ends."""
    return session.get(Post, post_id, with_for_update={"key_share": True})


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


def sign(session: Session, author_id: int, name: str) -> None:
    """All of this author's are by this name; nobody who edits one of them is in the way."""
    session.execute(
        update(Post)
        .where(Post.author_id == author_id, Post.author != name)
        .values(author=name)
        .execution_options(synchronize_session=False)
    )
