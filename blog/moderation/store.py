"""All SQL of moderation: the moves, what is put away, and who is trusted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, func, insert, or_, select, tuple_, update
from sqlalchemy import delete as delete_from
from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status, Taught, Trusted
from blog.db import insert_into
from blog.decisions.model import Decision
from blog.moderation.action import Action

_comment: Table = Comment.__table__  # type: ignore[assignment]
_trusted: Table = Trusted.__table__  # type: ignore[assignment]
_decision: Table = Decision.__table__  # type: ignore[assignment]
_COMMENT = "comment"
AT_ONCE = 500
Old = Mapping[Status, datetime]  # those of each status that were moved before then


def move(session: Session, comment_id: int, *, seen: Status, to: Status, now: datetime) -> bool:
    """Change the state only if it still is the one that was seen."""
    moved = session.scalar(
        update(Comment)
        .where(Comment.id == comment_id, Comment.status == seen)
        .values(status=to, moved_at=now)
        .returning(Comment.id)
    )
    return moved is not None


def take_turns(session: Session, comment_ids: Iterable[int]) -> None:
    """Nobody else changes these until this transaction ends; whoever wants some of them as well
    waits for the first, and neither waits for the other."""
    wanted = select(Comment.id).where(Comment.id.in_(list(comment_ids)))
    session.execute(wanted.order_by(Comment.id).with_for_update())


def waiting_to_go(session: Session, status: Status, *, until: datetime) -> int:
    """How many have been in that state since `until` or longer."""
    return session.scalar(select(func.count()).where(*_there(status, until))) or 0


def put_away(session: Session, status: Status, *, until: datetime, action: Action) -> int:
    """All that has been in that state since `until` or longer, each with its Decision."""
    there = _there(status, until)
    session.execute(select(_comment.c.id).where(*there).order_by(_comment.c.id).with_for_update())
    return _sweep(session, there, was=status, became=Status.GONE, action=action)


def bring_back(session: Session, number: str, *, to: Status, action: Action) -> int:
    """All that the action of that number put away from there, unless it has been deleted since."""
    put_away = select(_decision.c.thing_id).where(
        _decision.c.action == number,
        _decision.c.thing == _COMMENT,
        _decision.c.became == Status.GONE,
        _decision.c.was == to,
    )
    there = (_comment.c.status == Status.GONE, _comment.c.id.in_(put_away))
    return _sweep(session, there, was=Status.GONE, became=to, action=action)


def _there(status: Status, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return _comment.c.status == status, _comment.c.moved_at <= until


def _sweep(
    session: Session,
    there: tuple[ColumnElement[bool], ...],
    *,
    was: Status,
    became: Status,
    action: Action,
) -> int:
    """Thousands at once, in two statements."""
    moved = update(_comment).where(*there).values(status=became, moved_at=action.at)
    ids = session.scalars(moved.returning(_comment.c.id)).all()
    row = {"thing": _COMMENT, "was": was, "became": became, "by": action.by, "why": action.why}
    rows = [{**row, "thing_id": it, "action": action.number, "at": action.at} for it in ids]
    if rows:
        session.execute(insert(_decision), rows)
    return len(rows)


def same_answer(session: Session, comment_id: int, *, name: str, text: str) -> int | None:
    """The office's answer that says the same already, and stands there."""
    found = select(Comment.id).where(
        Comment.parent_id == comment_id,
        Comment.by_office,
        Comment.status == Status.APPROVED,
        Comment.name == name,
        Comment.text == text,
    )
    return session.scalar(found.limit(1))


def hold_old(session: Session, old: Old) -> None:
    """Nobody else changes these until this transaction ends."""
    found = select(_comment.c.id).where(_is_old(old)).order_by(_comment.c.id)
    session.execute(found.with_for_update())


def taught_of_old(session: Session, old: Old) -> Iterator[Sequence[Comment]]:
    """Those of them the filter has learned from, some at once: there may be very many."""
    taught, last = (_is_old(old), Comment.taught != Taught.NOTHING), 0
    while some := _after(session, taught, last):
        yield some
        last = some[-1].id


def delete_old(session: Session, old: Old) -> int:
    """For ever."""
    result: Any = session.execute(delete_from(_comment).where(_is_old(old)))
    return int(result.rowcount)


def _after(session: Session, wanted: Iterable[ColumnElement[bool]], last: int) -> Sequence[Comment]:
    found = select(Comment).where(*wanted, Comment.id > last)
    return session.scalars(found.order_by(Comment.id).limit(AT_ONCE)).all()


def _is_old(old: Old) -> ColumnElement[bool]:
    moved = _comment.c.moved_at
    return or_(*((_comment.c.status == status) & (moved < at) for status, at in old.items()))


# -- trust -------------------------------------------------------------------------------------


def trust(session: Session, *, email_key: str, name: str, by: str, now: datetime) -> bool:
    """False if somebody's word stands already."""
    values = {"email_key": email_key, "name": name, "by": by, "at": now}
    add = insert_into(session.get_bind().dialect.name, _trusted).values(values)
    added = add.on_conflict_do_nothing().returning(_trusted.c.name)
    return session.scalar(added) is not None


def distrust(session: Session, *, email_key: str, name: str) -> bool:
    gone = (
        delete_from(Trusted)
        .where(tuple_(Trusted.email_key, Trusted.name) == (email_key, name))
        .returning(Trusted.name)
    )
    return session.scalar(gone) is not None


def trusted(session: Session) -> list[Trusted]:
    return list(session.scalars(select(Trusted).order_by(Trusted.name, Trusted.email_key)))
