"""All SQL of the notices: what the office is still to be told of, and when it was told last."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, delete, func, or_, select
from sqlalchemy.orm import Session, aliased

from blog.authors.model import Author
from blog.comments.model import Comment, Owed, Status
from blog.db import insert_into
from blog.notices.model import Round
from blog.posts.model import Post

_round: Table = Round.__table__  # type: ignore[assignment]
_THE_ROUND = 1
_A_CLOCK_IS_WRONG = timedelta(minutes=5)
_AT_ONCE = 1000  # numbers in one statement; both databases have a limit
# What every idle courier asks each second is built once.
_IS_OWED = select(Owed.comment_id).limit(1)
_LOCKED = select(Owed.comment_id, Owed.status).order_by(Owed.comment_id).with_for_update()
_OLDEST = select(func.min(Owed.at))
_TOLD_AT = select(Round.told_at).where(Round.id == _THE_ROUND)


@dataclass(frozen=True, kw_only=True)
class Debt:
    """A comment to be told of, and whose post it is under."""

    comment_id: int
    author: str
    editor_id: int | None
    status: Status


@dataclass(frozen=True, kw_only=True)
class Item:
    """A comment as a letter shows it; `answers` is the name of whom it answers."""

    comment_id: int
    status: Status
    name: str
    email: str
    website: str
    network: str
    text: str
    reasons: tuple[str, ...]
    created_at: datetime
    title: str
    slug: str
    answers: str | None


def is_owed(session: Session) -> bool:
    return session.scalar(_IS_OWED) is not None


def told_at(session: Session) -> datetime | None:
    """When the last round of letters was written."""
    return session.scalar(_TOLD_AT)


def due_since(session: Session, *, pause: timedelta) -> datetime | None:
    """By when the oldest debt should have become a letter."""
    oldest = session.scalar(_OLDEST)
    return oldest and oldest + pause


def is_due(told: datetime | None, *, pause: timedelta, now: datetime) -> bool:
    """Whether a round may begin. A moment well in the future is a clock that was wrong."""
    return told is None or told <= now - pause or told > now + _A_CLOCK_IS_WRONG


def claim(session: Session, *, pause: timedelta, now: datetime) -> bool:
    """Begin a round; of several who try, one gets True, and the others wait for its commit."""
    add = insert_into(session.get_bind().dialect.name, _round).values(id=_THE_ROUND, told_at=now)
    due = or_(_round.c.told_at <= now - pause, _round.c.told_at > now + _A_CLOCK_IS_WRONG)
    claimed = add.on_conflict_do_update(
        index_elements=[_round.c.id], set_={"told_at": now}, where=due
    ).returning(_round.c.id)
    return session.scalar(claimed) is not None


def still_owed(session: Session, wanted: Collection[Status]) -> list[Debt]:
    """What is to be told of, the newest comment first; nobody else tells of it before this
    transaction ends. The rest is dropped: whoever decided on a comment knows of it, and some
    letters the owner does not want.

    What is owed is locked first and compared by a second statement: one alone would compare what
    is owed now with what the comments were before it had to wait."""
    as_taken = dict(session.execute(_LOCKED).all())
    found = [debt for ids in _batches(list(as_taken)) for debt in _debts(session, ids)]
    owed = [it for it in found if it.status in wanted and it.status is as_taken[it.comment_id]]
    _drop(session, as_taken.keys() - {debt.comment_id for debt in owed})
    return owed[::-1]


def settle(session: Session, debts: Sequence[Debt]) -> None:
    """They are owed no longer once this is committed.

    By number: what another transaction adds meanwhile stays owed."""
    _drop(session, [debt.comment_id for debt in debts])


def items(session: Session, comment_ids: Sequence[int]) -> list[Item]:
    """What a letter says of each, in the order given."""
    answered = aliased(Comment)
    columns = (
        Comment.id, Comment.status, Comment.name, Comment.email, Comment.website,
        Comment.network, Comment.text, Comment.reasons, Comment.created_at,
        Post.title, Post.slug, answered.name,
    )  # fmt: skip
    found = (
        select(*columns)
        .join(Post, Post.id == Comment.post_id)
        .outerjoin(answered, answered.id == Comment.parent_id)
        .where(Comment.id.in_(comment_ids))
    )
    by_id = {row[0]: _item(row) for row in session.execute(found)}
    return [by_id[comment_id] for comment_id in comment_ids if comment_id in by_id]


def _drop(session: Session, comment_ids: Collection[int]) -> None:
    for ids in _batches(sorted(comment_ids)):
        dropped = delete(Owed).where(Owed.comment_id.in_(ids))
        session.execute(dropped.execution_options(synchronize_session=False))


def _debts(session: Session, ids: Collection[int]) -> list[Debt]:
    found = (
        select(Comment.id, Comment.status, Post.author, Author.editor_id)
        .join(Post, Post.id == Comment.post_id)
        .outerjoin(Author, Author.id == Post.author_id)
        .where(Comment.id.in_(ids))
        .order_by(Comment.id)
    )
    return [
        Debt(comment_id=comment_id, status=status, author=author, editor_id=editor_id)
        for comment_id, status, author, editor_id in session.execute(found)
    ]


def _item(row: Any) -> Item:
    number, status, name, email, website, network, text, reasons, at, title, slug, answers = row
    return Item(
        comment_id=number,
        status=status,
        name=name,
        email=email,
        website=website,
        network=network,
        text=text,
        reasons=tuple(reasons),
        created_at=at,
        title=title,
        slug=slug,
        answers=answers,
    )


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
