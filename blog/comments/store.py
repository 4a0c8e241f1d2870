"""Comments, in and out of the database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, and_, bindparam, exists, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from blog.comments.model import Comment, Owed, Status, Trusted
from blog.comments.rules import Facts
from blog.db import Utc
from blog.posts.model import Post
from blog.spam.signals import Known

_comment: Table = Comment.__table__  # type: ignore[assignment]
# Statements of the hot paths are built once: building one costs as much as running it.
_ADD = insert(_comment).returning(_comment.c.id)
_OWE = insert(Owed.__table__)  # type: ignore[arg-type]
_OF_AUTHOR = and_(
    Comment.email_key == bindparam("email_key"),
    Comment.name == bindparam("name"),
    Comment.status == Status.APPROVED,
)
_IS_TRUSTED = and_(Trusted.email_key == bindparam("email_key"), Trusted.name == bindparam("name"))
_SAME = and_(Comment.digest == bindparam("digest"), Comment.digest != "")
_LATELY = and_(
    Comment.network == bindparam("network"),
    Comment.network != "",
    Comment.created_at > bindparam("lately", type_=Utc),
)
# one statement for all that is to be known
_FACTS = select(
    exists().where(_OF_AUTHOR),
    exists().where(_IS_TRUSTED),
    select(func.count())
    .select_from(Comment)
    .where(_SAME, Comment.post_id != bindparam("post_id"))
    .scalar_subquery(),
    exists().where(_SAME, Comment.status == Status.SPAM),
    select(func.count()).select_from(Comment).where(_LATELY).scalar_subquery(),
)
_LATELY_IS = timedelta(hours=1)
_SHOWN = (
    Comment.id, Comment.parent_id, Comment.name, Comment.website, Comment.html,
    Comment.created_at, Comment.status,
)  # fmt: skip
_APPROVED = (
    select(*_SHOWN)
    .where(Comment.post_id == bindparam("post_id"), Comment.status == Status.APPROVED)
    .order_by(Comment.id)
)
_HELD = select(*_SHOWN).where(
    Comment.id == bindparam("held"),
    Comment.post_id == bindparam("post_id"),
    Comment.status.in_((Status.HELD, Status.SPAM)),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as readers see it; what they must not see is not in it."""

    id: int
    parent_id: int | None
    name: str
    website: str
    html: str
    created_at: datetime
    status: Status


@dataclass(frozen=True, kw_only=True)
class Queued:
    """A comment as the desk sees it; the counts are of its author's other comments."""

    comment: Comment
    post_title: str
    post_slug: str
    answers_name: str | None
    approved: int
    spam: int


def email_key(email: str) -> str:
    return email.casefold()


def facts_about(
    session: Session, *, name: str, email: str, digest: str, network: str, post_id: int, now: datetime
) -> tuple[Facts, Known]:
    """What is known of the author, and of what was said."""
    asked = {
        "name": name,
        "email_key": email_key(email),
        "digest": digest,
        "network": network,
        "post_id": post_id,
        "lately": now - _LATELY_IS,
    }
    known, trusted, elsewhere, was_spam, lately = session.execute(_FACTS, asked).one()
    return (
        Facts(approved_before=known, trusted=trusted),
        Known(same_elsewhere=elsewhere, same_was_spam=was_spam, lately_from_network=lately),
    )


def owe(session: Session, comment_id: int, status: Status, *, now: datetime) -> None:
    """The office is to be told of it."""
    session.execute(_OWE, {"comment_id": comment_id, "status": status, "at": now})


def add(session: Session, values: dict[str, Any]) -> int:
    return int(session.execute(_ADD, values).scalar_one())


def visible(session: Session, post_id: int, *, held: int | None = None) -> list[Shown]:
    """The post's approved comments, oldest first, and the one `held` that its author may see."""
    shown = [Shown(*row) for row in session.execute(_APPROVED, {"post_id": post_id})]
    if held is None:
        return shown
    # asked for by itself: together with the others it would read every spam of the post
    found = session.execute(_HELD, {"post_id": post_id, "held": held})
    return sorted([*shown, *(Shown(*row) for row in found)], key=lambda comment: comment.id)


def reply_counts(session: Session, post_ids: Collection[int]) -> dict[int, int]:
    """How many approved comments each of the posts has; none where it has none."""
    found = (
        select(Comment.post_id, func.count().label("number"))
        .where(Comment.post_id.in_(post_ids), Comment.status == Status.APPROVED)
        .group_by(Comment.post_id)
    )
    return {row.post_id: row.number for row in session.execute(found)}


def answerable(session: Session, comment_id: int, *, post_id: int) -> Comment | None:
    """The comment a reader may answer: approved, and of this very post."""
    found = select(Comment).where(
        Comment.id == comment_id, Comment.post_id == post_id, Comment.status == Status.APPROVED
    )
    return session.scalar(found)


def is_in_trash(session: Session, comment_id: int, *, post_id: int) -> bool:
    found = comment(session, comment_id)
    return found is not None and (found.post_id, found.status) == (post_id, Status.TRASH)


def comment(session: Session, comment_id: int) -> Comment | None:
    return session.get(Comment, comment_id)


def counts(session: Session) -> dict[Status, int]:
    found = session.execute(select(Comment.status, func.count()).group_by(Comment.status))
    return dict.fromkeys(Status, 0) | {Status(status): number for status, number in found}


def page_of(session: Session, status: Status, *, number: int, size: int) -> list[Queued]:
    """One page of the desk's queue, newest first; the first page is number 1."""
    answered = aliased(Comment)
    found = (
        select(Comment, Post.title, Post.slug, answered.name)
        .join(Post, Post.id == Comment.post_id)
        .outerjoin(answered, answered.id == Comment.parent_id)
        .where(Comment.status == status)
        .order_by(Comment.created_at.desc(), Comment.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    )
    rows = session.execute(found).all()
    known = _history(session, {row[0].email_key for row in rows})
    return [_queued(*row, known) for row in rows]


def move(session: Session, comment_id: int, *, seen: Status, to: Status) -> bool:
    """Change the state only if it still is the one that was seen."""
    moved = session.scalar(
        update(_comment)
        .where(_comment.c.id == comment_id, _comment.c.status == seen)
        .values(status=to)
        .returning(_comment.c.id)
    )
    return moved is not None


def _history(session: Session, email_keys: Collection[str]) -> dict[tuple[str, str], int]:
    found = (
        select(Comment.email_key, Comment.status, func.count())
        .where(Comment.email_key.in_(email_keys))
        .group_by(Comment.email_key, Comment.status)
    )
    return {(key, status): number for key, status, number in session.execute(found)}


def _queued(
    comment: Comment, title: str, slug: str, answers: str | None, known: dict[tuple[str, str], int]
) -> Queued:
    key = comment.email_key
    return Queued(
        comment=comment,
        post_title=title,
        post_slug=slug,
        answers_name=answers,
        approved=known.get((key, Status.APPROVED), 0) - (comment.status == Status.APPROVED),
        spam=known.get((key, Status.SPAM), 0) - (comment.status == Status.SPAM),
    )
