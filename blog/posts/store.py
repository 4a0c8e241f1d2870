"""Posts and pages, in and out of the database."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, select, union_all, update
from sqlalchemy import delete as delete_from
from sqlalchemy.orm import Session

from blog.db import Utc
from blog.posts.model import Kind, Post, Standing

OPENING = case((Post.title == "", func.substr(Post.html, 1, 6_000)), else_="").label("opening")
"""Of the few without a title the beginning, to be called by: no list reads whole texts."""
# built once: building a statement costs as much as running it
_READABLE = select(Post).where(
    Post.slug == bindparam("slug"),
    Post.kind == bindparam("kind"),
    Post.standing == Standing.PUBLISHED,
)
_DUE = union_all(
    select(Post.id).where(
        Post.standing == Standing.SCHEDULED, Post.publish_at <= bindparam("now", type_=Utc)
    ),
    select(Post.id).where(
        Post.standing == Standing.PUBLISHED, Post.expires_at <= bindparam("now", type_=Utc)
    ),
).limit(bindparam("most"))


_OLDER = (
    select(Post.id)
    .where(Post.drawn < bindparam("make"), Post.id > bindparam("after"))
    .order_by(Post.id)
    .limit(bindparam("most"))
)


def readable(session: Session, slug: str, *, kind: Kind = Kind.POST) -> Post | None:
    """The published post or page at this address."""
    return session.scalar(_READABLE, {"slug": slug, "kind": kind})


def post(session: Session, post_id: int) -> Post | None:
    return session.get(Post, post_id)


def of_ids(session: Session, ids: Collection[int]) -> list[Post]:
    """Those of these numbers, whatever their standing, in the order of the numbers."""
    return list(session.scalars(select(Post).where(Post.id.in_(ids)).order_by(Post.id)))


def post_to_change(session: Session, post_id: int) -> Post | None:
    """As it is now, and nobody else changes it until this transaction ends."""
    return session.get(Post, post_id, with_for_update={"key_share": True})


def is_empty(session: Session) -> bool:
    return session.scalar(select(Post.id).limit(1)) is None


def slug_taken(session: Session, slug: str, *, by_other_than: int | None = None) -> bool:
    found = select(Post.id).where(Post.slug == slug)
    holder = session.scalar(found)
    return holder is not None and holder != by_other_than


def holder(session: Session, slug: str) -> Post | None:
    """Whatever has this address, in any standing."""
    return session.scalar(select(Post).where(Post.slug == slug))


def slugs_like(session: Session, slug: str, *, but: int | None) -> set[str]:
    """Those of all others that begin so."""
    found = select(Post.slug).where(Post.slug.startswith(slug, autoescape=True))
    return set(session.scalars(found if but is None else found.where(Post.id != but)))


def move(
    session: Session, post: Post, *, to: Standing, now: datetime, values: Mapping[str, Any]
) -> bool:
    """Only from the standing that was seen, and for a scheduled one from the time that was. The
    first publication dates the post. The post in hand is then as it is."""
    if to is Standing.PUBLISHED:
        dated = func.coalesce(Post.published_at, bindparam(None, now, Utc))
        values = {**values, "published_at": dated}
    moved = session.scalar(
        update(Post)
        .where(Post.id == post.id, Post.standing == post.standing)
        .where(Post.publish_at.is_not_distinct_from(post.publish_at))
        .values(standing=to, updated_at=now, **values)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    if moved is not None and post in session:
        session.refresh(post)
    return moved is not None


def sign(session: Session, author_id: int, name: str) -> None:
    """All of this author's are by this name; nobody who edits one of them is in the way."""
    session.execute(
        update(Post)
        .where(Post.author_id == author_id, Post.author != name)
        .values(author=name)
        .execution_options(synchronize_session=False)
    )


def due(session: Session, *, now: datetime, most: int) -> list[int]:
    """Those to appear or to go by now. Asked each second: two small looks into an index."""
    return list(session.scalars(_DUE, {"now": now, "most": most}))


def drawn_before(session: Session, make: int, *, after: int, most: int) -> list[int]:
    """Posts and pages whose HTML is of an older make, from that number on. It reads the whole
    table where there is none."""
    return list(session.scalars(_OLDER, {"make": make, "after": after, "most": most}))


def draw(session: Session, post_id: int, make: int, *, was: str, html: str, minutes: int) -> bool:
    """It has this HTML, if it still is what it was, and of an older make."""
    drawn = session.scalar(
        update(Post)
        .where(Post.id == post_id, Post.drawn < make, Post.html == was)
        .values(html=html, minutes=minutes, drawn=make)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    return drawn is not None


def come_due(session: Session, post_id: int, *, now: datetime) -> bool:
    """It appears, under the date it was scheduled for, if it is still to; whoever else asks at
    once does not do it again."""
    return _moved_at(
        session,
        update(Post)
        .where(Post.standing == Standing.SCHEDULED, Post.publish_at <= now)
        .values(
            standing=Standing.PUBLISHED,
            published_at=Post.publish_at,
            publish_at=None,
            updated_at=now,
        ),
        post_id,
    )


def end(session: Session, post_id: int, *, now: datetime) -> bool:
    return _moved_at(
        session,
        update(Post)
        .where(Post.standing == Standing.PUBLISHED, Post.expires_at <= now)
        .values(standing=Standing.WITHDRAWN, updated_at=now),
        post_id,
    )


def long_in_trash(session: Session, *, before: datetime) -> list[int]:
    found = select(Post.id).where(Post.standing == Standing.TRASH, Post.updated_at < before)
    return list(session.scalars(found.order_by(Post.id)))


def delete(session: Session, post_id: int) -> bool:
    """Out of the trash only."""
    gone = session.scalar(
        delete_from(Post)
        .where(Post.id == post_id, Post.standing == Standing.TRASH)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    return gone is not None


def _moved_at(session: Session, moves: Any, post_id: int) -> bool:
    moved = moves.where(Post.id == post_id).returning(Post.id)
    return session.scalar(moved.execution_options(synchronize_session=False)) is not None
