"""All SQL of moderation: the moves, what is put away, and who is trusted."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, insert, literal, select, tuple_, update
from sqlalchemy import delete as delete_from
from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status, Trusted
from blog.db import Utc, insert_into
from blog.decisions.model import Decision
from blog.moderation.action import Action

_comment: Table = Comment.__table__  # type: ignore[assignment]
_trusted: Table = Trusted.__table__  # type: ignore[assignment]
_decision: Table = Decision.__table__  # type: ignore[assignment]


def move(session: Session, comment_id: int, *, seen: Status, to: Status, now: datetime) -> bool:
    """Change the state only if it still is the one that was seen."""
    moved = session.scalar(
        update(Comment)
        .where(Comment.id == comment_id, Comment.status == seen)
        .values(status=to, moved_at=now)
        .returning(Comment.id)
    )
    return moved is not None


def put_away(session: Session, status: Status, *, until: datetime, action: Action) -> int:
    """All that has been in that state since `until` or longer, each with its Decision."""
    there = and_(_comment.c.status == status, _comment.c.moved_at <= until)
    words = (str(status), str(Status.GONE), action.by, action.why, action.number)
    noted = select(
        literal("comment"), _comment.c.id, *map(literal, words), literal(action.at, Utc)
    ).where(there)
    columns = ["thing", "thing_id", "was", "became", "by", "why", "action", "at"]
    session.execute(insert(_decision).from_select(columns, noted))
    gone = update(_comment).where(there).values(status=Status.GONE, moved_at=action.at)
    return _rows(session.execute(gone))


def delete(session: Session, status: Status, *, moved_before: datetime) -> int:
    """For ever."""
    old = delete_from(_comment).where(
        _comment.c.status == status, _comment.c.moved_at < moved_before
    )
    return _rows(session.execute(old))


def _rows(result: Any) -> int:
    return int(result.rowcount)


# -- trust -------------------------------------------------------------------------------------


def trust(session: Session, *, email_key: str, name: str, by: str, now: datetime) -> None:
    values = {"email_key": email_key, "name": name, "by": by, "at": now}
    add = insert_into(session.get_bind().dialect.name, _trusted).values(values)
    session.execute(add.on_conflict_do_nothing())


def distrust(session: Session, *, email_key: str, name: str) -> bool:
    gone = (
        delete_from(Trusted)
        .where(tuple_(Trusted.email_key, Trusted.name) == (email_key, name))
        .returning(Trusted.name)
    )
    return session.scalar(gone) is not None


def trusted(session: Session) -> list[Trusted]:
    return list(session.scalars(select(Trusted).order_by(Trusted.name, Trusted.email_key)))
