"""What the watch remembers, and the figures it looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select, update
from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status
from blog.db import insert_into
from blog.inquiries.model import Inquiry, State
from blog.outbox.model import Letter, Stage
from blog.watch.model import Warned

_ONE = 1
_warned: Table = Warned.__table__  # type: ignore[assignment]
_ALARM = "alarm"
_UNSENT = (Stage.DUE, Stage.SENDING)
_MOST_CAUGHT = 20
_NOTHING = {"words": "", "kinds": "", "failed": ""}


def warned(session: Session) -> Warned:
    """The one row; before there is one, as if nothing had happened yet."""
    return session.get(Warned, _ONE) or Warned(id=_ONE, **_NOTHING)


def move_on(session: Session, seen: Warned, values: Mapping[str, Any]) -> bool:
    """Remember these only if all still is as it was seen; of two at once one gets True."""
    fresh = insert_into(session.get_bind().dialect.name, _warned).values(id=_ONE, **_NOTHING)
    session.execute(fresh.on_conflict_do_nothing())
    as_seen = (
        _warned.c[name].is_not_distinct_from(getattr(seen, name))
        for name in ("kinds", "warned_at", "well_since", "week_told_at", "rehearsed_at")
    )
    moved = session.scalar(
        update(_warned)
        .where(_warned.c.id == _ONE, *as_seen)
        .values(**values)
        .returning(_warned.c.id)
    )
    return moved is not None


def note_rehearsal(session: Session, *, failed: str, now: datetime) -> None:
    """How the last rehearsal went, whoever asked for it."""
    values = {"rehearsed_at": now, "failed": failed}
    insert = insert_into(session.get_bind().dialect.name, _warned)
    insert = insert.values(id=_ONE, **{**_NOTHING, **values})
    session.execute(insert.on_conflict_do_update(index_elements=[_warned.c.id], set_=values))


def failed_rehearsal(session: Session) -> str:
    """At which step the last rehearsal failed; empty where it went well, or there was none."""
    return session.scalar(select(Warned.failed).where(Warned.id == _ONE)) or ""


# -- letters -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Letters:
    dead: int
    waiting: int
    oldest_unsent_at: datetime | None


def letters(session: Session) -> Letters:
    """Those that are stuck, the warnings themselves left out: no warning causes another."""
    return Letters(
        dead=_count_letters(session, Letter.stage == Stage.DEAD, Letter.about != _ALARM),
        waiting=_count_letters(session, Letter.stage.in_(_UNSENT), Letter.about != _ALARM),
        oldest_unsent_at=session.scalar(
            select(func.min(Letter.created_at)).where(
                Letter.stage.in_(_UNSENT), Letter.about != _ALARM
            )
        ),
    )


def warnings_since(session: Session, since: datetime) -> int:
    return _count_letters(session, Letter.about == _ALARM, Letter.created_at > since)


def is_warning_due(session: Session, *, due_by: datetime) -> bool:
    due = (Letter.about == _ALARM, Letter.stage == Stage.DUE, Letter.due_at <= due_by)
    return session.scalar(select(Letter.id).where(*due).limit(1)) is not None


def _count_letters(session: Session, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Letter).where(*which)) or 0


# -- a week ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Caught:
    """An inquiry that was kept aside."""

    inquiry_id: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Week:
    """What came in between two moments, and what there is at the end of it. `caught` are the
    newest of the suspicious inquiries."""

    came: int
    answered: int
    still_open: int
    oldest_open: tuple[int, datetime] | None
    suspicious: int
    caught: tuple[Caught, ...]
    comments: Mapping[Status, int]
    comments_held: int
    sent: int
    last_sent_at: datetime | None
    letters: Mapping[Stage, int]
    rehearsed_at: datetime | None
    failed: str


def week(session: Session, *, since: datetime, until: datetime) -> Week:
    came_in = (Inquiry.created_at > since, Inquiry.created_at <= until, ~Inquiry.rehearsal)
    suspicious = (*came_in, Inquiry.state == State.SPAM)
    row = warned(session)
    return Week(
        came=_count(session, *came_in, Inquiry.state != State.SPAM),
        answered=_count(session, Inquiry.answered_at > since, Inquiry.answered_at <= until),
        still_open=_count(session, *_open()),
        oldest_open=_oldest_open(session),
        suspicious=_count(session, *suspicious),
        caught=_caught(session, *suspicious),
        comments=_comments(session, since, until),
        comments_held=session.scalar(
            select(func.count()).select_from(Comment).where(Comment.status == Status.HELD)
        )
        or 0,
        sent=_count_letters(session, Letter.sent_at > since, Letter.sent_at <= until),
        last_sent_at=session.scalar(select(func.max(Letter.sent_at))),
        letters=_stages(session),
        rehearsed_at=row.rehearsed_at,
        failed=row.failed,
    )


def _open() -> tuple[ColumnElement[bool], ...]:
    return (Inquiry.state.in_((State.NEW, State.OPEN)), ~Inquiry.rehearsal)


def _count(session: Session, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Inquiry).where(*which)) or 0


def _oldest_open(session: Session) -> tuple[int, datetime] | None:
    wanted = select(Inquiry.id, Inquiry.created_at).where(*_open())
    found = session.execute(wanted.order_by(Inquiry.created_at, Inquiry.id).limit(1)).first()
    return (found[0], found[1]) if found else None


def _caught(session: Session, *which: ColumnElement[bool]) -> tuple[Caught, ...]:
    wanted = select(Inquiry.id, Inquiry.reasons).where(*which).order_by(Inquiry.id.desc())
    rows = session.execute(wanted.limit(_MOST_CAUGHT)).all()
    return tuple(Caught(inquiry_id=number, reasons=tuple(reasons)) for number, reasons in rows)


def _comments(session: Session, since: datetime, until: datetime) -> dict[Status, int]:
    wanted = select(Comment.status, func.count()).group_by(Comment.status)
    came = (Comment.created_at > since, Comment.created_at <= until)
    wanted = wanted.where(*came, Comment.by_office.is_(False))
    rows = session.execute(wanted).all()
    return dict.fromkeys(Status, 0) | {Status(status): number for status, number in rows}


def _stages(session: Session) -> dict[Stage, int]:
    wanted = select(Letter.stage, func.count()).where(Letter.about != _ALARM)
    rows = session.execute(wanted.group_by(Letter.stage)).all()
    return dict.fromkeys(Stage, 0) | {Stage(stage): number for stage, number in rows}


def rehearsal(session: Session, mark: str) -> int:
    """The number of the rehearsal that holds this mark; 0 if there is none."""
    wanted = select(Inquiry.id).where(Inquiry.rehearsal, Inquiry.message.contains(mark))
    return session.scalar(wanted.order_by(Inquiry.id.desc()).limit(1)) or 0
