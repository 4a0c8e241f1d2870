"""The queue of comments as the desk shows it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from blog.comments.model import Comment, Status, Trusted, Version
from blog.comments.store import email_key as key_of
from blog.posts.model import Kind, Post
from blog.queue.asked import Filters, History, Order, Queued

_SHOWN = tuple(status for status in Status if status is not Status.GONE)
_ALL = Filters()
_FIRST_WORDS = 200
_WAS_READ = Post.published_at.is_not(None)


def counts(session: Session, filters: Filters = _ALL) -> dict[Status, int]:
    """How many there are in each state, of those the filters let through."""
    shown = [Comment.status != Status.GONE, *_wanted(filters)]
    found = select(Comment.status, func.count()).where(*shown).group_by(Comment.status)
    return dict.fromkeys(_SHOWN, 0) | {
        Status(status): number for status, number in session.execute(found)
    }


def held_count(session: Session) -> int:
    """How many wait, all in all."""
    return session.scalar(select(func.count()).where(Comment.status == Status.HELD)) or 0


def page_of(
    session: Session,
    status: Status,
    *,
    filters: Filters = _ALL,
    order: Order = Order.NEWEST,
    number: int,
    size: int,
) -> list[Queued]:
    """One page of the queue; the first page is number 1."""
    wanted = select(Comment.id).where(Comment.status == status, *_wanted(filters))
    ordered = wanted.order_by(*_ordered(order)).limit(size).offset((number - 1) * size)
    # numbers first, by an index alone: what hangs on a comment is read for one page only
    ids = session.scalars(ordered).all()
    found = {row.comment.id: row for row in queued(session, ids)}
    return [found[comment_id] for comment_id in ids if comment_id in found]


def queued(session: Session, comment_ids: Collection[int]) -> list[Queued]:
    """These comments as the queue shows them, whatever their state; the oldest first."""
    found = _in_queue().where(Comment.id.in_(comment_ids), Comment.status != Status.GONE)
    return _queued(session, session.execute(found.order_by(*_ordered(Order.OLDEST))).all())


def posts_to_pick(session: Session, *, most: int) -> list[tuple[int, str]]:
    """Numbers and titles of the newest posts, for a filter to choose from. Who decides on comments
    may not know of drafts."""
    found = select(Post.id, Post.title).where(Post.kind == Kind.POST, _WAS_READ)
    return [
        (number, title)
        for number, title in session.execute(found.order_by(Post.id.desc()).limit(most))
    ]


def post_title(session: Session, post_id: int) -> str | None:
    return session.scalar(select(Post.title).where(Post.id == post_id, _WAS_READ))


def names_of(session: Session, comment_ids: Collection[int]) -> dict[int, str]:
    """Who wrote these comments; none for one that is gone."""
    found = select(Comment.id, Comment.name).where(
        Comment.id.in_(comment_ids), Comment.status != Status.GONE
    )
    return {row.id: row.name for row in session.execute(found)}


def _in_queue() -> Select[Comment, str, str, str, str]:
    answered = aliased(Comment)
    return (
        select(
            Comment,
            Post.title,
            Post.slug,
            answered.name,
            func.substr(answered.text, 1, _FIRST_WORDS),
        )
        .join(Post, Post.id == Comment.post_id)
        .outerjoin(answered, answered.id == Comment.parent_id)
    )


def _wanted(filters: Filters) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if filters.post_id:
        asked.append(Comment.post_id == filters.post_id)
    if filters.author:
        asked.append(Comment.email_key == key_of(filters.author))
    if filters.network:
        asked.append(Comment.network == filters.network)
    if filters.word:
        asked.append(_says(filters.word))
    return asked


def _says(word: str) -> ColumnElement[bool]:
    return Comment.text.icontains(word, autoescape=True) | Comment.name.icontains(
        word, autoescape=True
    )


def _ordered(order: Order) -> tuple[Any, ...]:
    if order is Order.OLDEST:
        return Comment.created_at.asc(), Comment.id.asc()
    return Comment.created_at.desc(), Comment.id.desc()


def _queued(session: Session, rows: Sequence[Any]) -> list[Queued]:
    shown = [row[0] for row in rows]
    known = _histories(session, shown)
    said = _versions(session, [comment.id for comment in shown if comment.edited_at])
    return [
        Queued(
            comment=comment,
            post_title=title,
            post_slug=slug,
            answers_name=name,
            answers_text=text,
            history=known[comment.id],
            versions=tuple(said.get(comment.id, ())),
        )
        for comment, title, slug, name, text in rows
    ]


def _histories(session: Session, shown: Sequence[Comment]) -> dict[int, History]:
    keys = {comment.email_key for comment in shown}
    rows = session.execute(
        select(Comment.email_key, Comment.status, func.count(), func.min(Comment.created_at))
        .where(Comment.email_key.in_(keys), Comment.status != Status.GONE)
        .group_by(Comment.email_key, Comment.status)
    ).all()
    wrote = {(key, status): (number, since) for key, status, number, since in rows}
    named = select(Trusted.email_key, Trusted.name).where(Trusted.email_key.in_(keys))
    trusted = {(key, name) for key, name in session.execute(named)}
    return {comment.id: _history(comment, wrote, trusted) for comment in shown}


def _history(
    comment: Comment,
    wrote: dict[tuple[str, Status], tuple[int, datetime]],
    trusted: set[tuple[str, str]],
) -> History:
    def others(status: Status) -> int:
        number, _ = wrote.get((comment.email_key, status), (0, None))
        return number - (comment.status is status)

    firsts = [since for (key, _), (_, since) in wrote.items() if key == comment.email_key]
    return History(
        approved=others(Status.APPROVED),
        held=others(Status.HELD),
        spam=others(Status.SPAM),
        trash=others(Status.TRASH),
        since=min(firsts, default=None),
        trusted=(comment.email_key, comment.name) in trusted,
    )


def _versions(session: Session, edited: Collection[int]) -> dict[int, list[Version]]:
    """Asked for nothing, where nothing was edited: that is how nearly every page is."""
    found: dict[int, list[Version]] = {}
    if edited:
        wanted = select(Version).where(Version.comment_id.in_(edited)).order_by(Version.id)
        for version in session.scalars(wanted):
            found.setdefault(version.comment_id, []).append(version)
    return found
