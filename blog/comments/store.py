"""Comments, in and out of the database."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Table, and_, bindparam, delete, exists, func, insert, select, update
from sqlalchemy.orm import Session

from blog.comments.model import Comment, Owed, Status, Trusted, Version
from blog.comments.rules import Facts
from blog.comments.thread import Knot
from blog.db import Utc, insert_into
from blog.spam.signals import Known
from blog.text.digest import digest

_comment: Table = Comment.__table__  # type: ignore[assignment]
_owed: Table = Owed.__table__  # type: ignore[assignment]
# Statements of the hot paths are built once: building one costs as much as running it.
_ADD = insert(_comment).returning(_comment.c.id)
# a comment that is corrected is no evidence for or against itself
_IS_ANOTHER = Comment.id != bindparam("own")
_OF_AUTHOR = and_(
    _IS_ANOTHER,
    Comment.email_key == bindparam("email_key"),
    Comment.name == bindparam("name"),
    Comment.status == Status.APPROVED,
    Comment.by_office.is_(False),  # an editor's name and address are easy to guess
)
_IS_TRUSTED = and_(Trusted.email_key == bindparam("email_key"), Trusted.name == bindparam("name"))
_SAME = and_(_IS_ANOTHER, Comment.digest == bindparam("digest"), Comment.digest != "")
_STANDS = and_(
    Comment.status.not_in((Status.TRASH, Status.GONE)),
    Comment.by_office.is_(False),
    Comment.post_id != bindparam("post_id"),
)
_LATELY = and_(
    _IS_ANOTHER,
    Comment.network == bindparam("network"),
    Comment.network != "",
    Comment.created_at > bindparam("lately", type_=Utc),
)
# one statement for all that is to be known
_FACTS = select(
    exists().where(_OF_AUTHOR),
    exists().where(_IS_TRUSTED),
    select(func.count(Comment.post_id.distinct())).where(_SAME, _STANDS).scalar_subquery(),
    exists().where(_SAME, Comment.status == Status.SPAM),
    select(func.count()).select_from(Comment).where(_LATELY).scalar_subquery(),
)
_LATELY_IS = timedelta(hours=1)
_c = _comment.c  # of the table: what asks for rows and not for objects is answered sooner
_ON_THE_POST = and_(_c.post_id == bindparam("post_id"), _c.status == Status.APPROVED)
_OUTLINE = select(_c.id, _c.parent_id).where(_ON_THE_POST).order_by(_c.id)
_WAITING = select(_c.id, _c.parent_id).where(
    _c.id == bindparam("mine"),
    _c.post_id == bindparam("post_id"),
    _c.status.in_((Status.HELD, Status.SPAM)),
)
_SHOWN = select(
    _c.id, _c.parent_id, _c.name, _c.website, _c.html,
    _c.created_at, _c.status, _c.hue, _c.by_office,
)  # fmt: skip
_FIRST_SHOWN = _SHOWN.where(_ON_THE_POST).order_by(_c.id).limit(bindparam("most"))
_SOME_SHOWN = _SHOWN.where(_c.id.in_(bindparam("ids", expanding=True)))
_MOST_BY_NUMBER = 5_000  # as many numbers as a database takes in one question, and some to spare


class Shown(NamedTuple):
    """A comment as readers see it; what they must not see is not in it.

    A tuple, since a page makes a hundred of them."""

    id: int
    parent_id: int | None
    name: str
    website: str
    html: str
    created_at: datetime
    status: Status
    hue: int
    by_office: bool


def email_key(email: str) -> str:
    return email.casefold()


def facts_about(
    session: Session,
    *,
    name: str,
    email: str,
    text: str,
    network: str,
    post_id: int,
    own: int = 0,
    now: datetime,
) -> tuple[Facts, Known]:
    """What is known of the author, and of what was said, but for the comment `own` itself."""
    asked = {
        "name": name,
        "email_key": email_key(email),
        "digest": digest(text),
        "network": network,
        "post_id": post_id,
        "own": own,
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


def owe_nothing(session: Session, comment_id: int) -> None:
    """There is nothing to be told of it any more."""
    session.execute(delete(_owed).where(_owed.c.comment_id == comment_id))


def add(session: Session, values: dict[str, Any]) -> int:
    return int(session.execute(_ADD, values).scalar_one())


def outline(session: Session, post_id: int) -> list[Knot]:
    """The post's approved comments by number, oldest first."""
    return [Knot._make(row) for row in session.execute(_OUTLINE, {"post_id": post_id})]


def waiting(session: Session, comment_id: int, *, post_id: int) -> Knot | None:
    """A comment of the post that no reader sees, and its author may."""
    found = session.execute(_WAITING, {"post_id": post_id, "mine": comment_id}).first()
    return Knot._make(found) if found else None


def first_shown(session: Session, post_id: int, *, most: int) -> dict[int, Shown]:
    """The oldest approved comments of the post, by number; of most posts, all of them."""
    return _by_number(session.execute(_FIRST_SHOWN, {"post_id": post_id, "most": most}))


def shown(session: Session, numbers: Sequence[int]) -> dict[int, Shown]:
    """These comments, whatever their status."""
    found: dict[int, Shown] = {}
    for at in range(0, len(numbers), _MOST_BY_NUMBER):
        some = {"ids": numbers[at : at + _MOST_BY_NUMBER]}
        found |= _by_number(session.execute(_SOME_SHOWN, some))
    return found


def _by_number(rows: Iterable[Any]) -> dict[int, Shown]:
    return {row[0]: Shown._make(row) for row in rows}


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


def comment(session: Session, comment_id: int) -> Comment | None:
    return session.get(Comment, comment_id)


def comment_to_change(session: Session, comment_id: int) -> Comment | None:
    """As it is now, and nobody else changes it until this transaction ends."""
    return session.get(
        Comment, comment_id, with_for_update={"key_share": True}, populate_existing=True
    )


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
