"""Comments, in and out of the database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Table, and_, bindparam, exists, func, insert, select, update
from sqlalchemy.orm import Session

from blog.comments.digest import digest
from blog.comments.model import Comment, Owed, Status, Trusted, Version
from blog.comments.rules import Facts
from blog.db import Utc, insert_into
from blog.spam.signals import Known

_comment: Table = Comment.__table__  # type: ignore[assignment]
_owed: Table = Owed.__table__  # type: ignore[assignment]
# Statements of the hot paths are built once: building one costs as much as running it.
_ADD = insert(_comment).returning(_comment.c.id)
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


def email_key(email: str) -> str:
    return email.casefold()


def facts_about(
    session: Session, *, name: str, email: str, text: str, network: str, post_id: int, now: datetime
) -> tuple[Facts, Known]:
    """What is known of the author, and of what was said."""
    asked = {
        "name": name,
        "email_key": email_key(email),
        "digest": digest(text),
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
    """The office is to be told of it, as `status` says it was taken in or judged again."""
    owe = _owe(session.get_bind().dialect.name)
    session.execute(owe, {"comment_id": comment_id, "status": status, "at": now})


@cache
def _owe(dialect: str) -> Any:
    add = insert_into(dialect, _owed)
    newer = {"status": add.excluded.status, "at": add.excluded.at}
    return add.on_conflict_do_update(index_elements=[_owed.c.comment_id], set_=newer)


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


def rewrite(
    session: Session, comment_id: int, *, seen: str, text: str, html: str, by: str, now: datetime
) -> bool:
    """It says `text` from now on, and what it said is kept as a version; an empty `by` is its
    author. False, and nothing is done, unless it says what was `seen`."""
    values = {"text": text, "html": html, "digest": digest(text), "edited_at": now}
    changed = session.scalar(
        update(Comment)
        .where(Comment.id == comment_id, Comment.text == seen)
        .values(values)
        .returning(Comment.id)
    )
    if changed is None:
        return False
    session.add(Version(comment_id=comment_id, text=seen, by=by, at=now))
    session.flush()
    return True


def versions(session: Session, comment_id: int) -> list[Version]:
    """What it said before, the first text first."""
    found = select(Version).where(Version.comment_id == comment_id)
    return list(session.scalars(found.order_by(Version.id)))
