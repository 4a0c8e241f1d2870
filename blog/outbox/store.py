"""All SQL of the outbox: what couriers claim and settle, and what the desk shows."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from blog.db import Utc, insert_into
from blog.outbox.leaving.alarm import Alarm, alarm_of
from blog.outbox.leaving.schedule import pause_after
from blog.outbox.model import ALARM, Attempt, Letter, Rounds, Stage

_ADD_LETTER = insert(cast(Table, Letter.__table__)).inline()
_ADD_ATTEMPT = insert(cast(Table, Attempt.__table__)).inline()
_TRY_LASTS = timedelta(minutes=5)

# What every idle courier asks each second is built once.
_NOW = bindparam("now", type_=Utc)
_LONGEST_DUE = (
    select(Letter.id)
    .where(Letter.stage == Stage.DUE, Letter.due_at <= _NOW)
    .order_by(Letter.due_at, Letter.id)
    .limit(1)
)
_WARNING_DUE = _LONGEST_DUE.where(Letter.via == ALARM)  # leaves also while couriers pause


def _claim_of(wanted: Select[int]) -> ReturningUpdate[Letter]:
    return (
        update(Letter)
        .where(
            Letter.id == wanted.with_for_update(skip_locked=True).scalar_subquery(),
            Letter.stage == Stage.DUE,
        )
        .values(stage=Stage.SENDING, claimed_by=bindparam("claimant"), claimed_at=_NOW)
        .returning(Letter)
        .execution_options(synchronize_session=False)
    )


_CLAIM, _CLAIM_WARNING = _claim_of(_LONGEST_DUE), _claim_of(_WARNING_DUE)


def add(session: Session, values: Mapping[str, Any]) -> None:
    session.execute(_ADD_LETTER, dict(values))


def add_attempt(
    session: Session, letter: Letter, *, outcome: str, answer: str, at: datetime
) -> None:
    row = {"letter_id": letter.id, "recipient": letter.recipient, "at": at}
    session.execute(_ADD_ATTEMPT, {**row, "outcome": outcome, "answer": answer})


def is_any_due(session: Session, *, now: datetime, paused: bool = False) -> bool:
    return session.scalar(_WARNING_DUE if paused else _LONGEST_DUE, {"now": now}) is not None


def claim(session: Session, claimant: str, *, now: datetime, paused: bool = False) -> Letter | None:
    """Take the letter that has been due longest. No two claimants ever get the same one:
    PostgreSQL skips rows another is taking, SQLite lets in one writer at a time."""
    return session.scalar(_CLAIM_WARNING if paused else _CLAIM, {"now": now, "claimant": claimant})


def settle(session: Session, letter: Letter, values: Mapping[str, Any]) -> bool:
    """Move a letter on from this very claim; False if it is no longer ours."""
    return _move(
        session,
        Letter.id == letter.id,
        Letter.stage == Stage.SENDING,
        Letter.claimed_by == letter.claimed_by,
        Letter.claimed_at == letter.claimed_at,
        values={"attempts": Letter.attempts + 1, "claimed_by": "", "claimed_at": None, **values},
    )


def being_sent(session: Session) -> Sequence[Letter]:
    return session.scalars(select(Letter).where(Letter.stage == Stage.SENDING)).all()


def rounds(session: Session) -> Rounds | None:
    """When a courier last looked, and whether they pause; None while none ever looked."""
    return session.get(Rounds, 1)


def note_look(session: Session, *, now: datetime) -> None:
    first = insert_into(session.get_bind().dialect.name, cast(Table, Rounds.__table__))
    row = first.values({"id": 1, "looked_at": now, "pause_words": ""})
    session.execute(row.on_conflict_do_update(index_elements=["id"], set_={"looked_at": now}))


def pause(session: Session, words: str, *, now: datetime) -> None:
    """No courier sends by the usual way for a while."""
    note_look(session, now=now)
    found = session.get(Rounds, 1, with_for_update=True, populate_existing=True)
    if found:
        found.paused_until = now + pause_after(found.paused_since, now)
        found.paused_since = found.paused_since or now
        found.pause_words = words


def go_on(session: Session) -> None:
    values = {"paused_since": None, "paused_until": None, "pause_words": ""}
    session.execute(update(Rounds).where(Rounds.paused_since.is_not(None)).values(values))


def may_try(session: Session, *, now: datetime) -> bool:
    """Whether no pause is on. Where one has ended it goes on for all but who asks first."""
    found = session.get(Rounds, 1)
    if found is None or found.paused_until is None:
        return True
    ended = update(Rounds).where(Rounds.paused_until <= now).values(paused_until=now + _TRY_LASTS)
    return session.scalar(ended.returning(Rounds.id)) is not None


# -- what an editor does -----------------------------------------------------------------------


def make_due(session: Session, letter_id: int, *, seen: Stage, now: datetime) -> bool:
    stuck = (Letter.stage == seen) & ((Letter.stage != Stage.DUE) | (Letter.due_at > now))
    # its attempts count anew, else one that died of age would die of the next "later"
    values = {"stage": Stage.DUE, "due_at": now, "attempts": 0}
    return _move(session, Letter.id == letter_id, stuck, values=values)


def alter(session: Session, letter_id: int, *, seen: Stage, values: Mapping[str, Any]) -> bool:
    """Change it only in the stage that was seen."""
    return _move(session, Letter.id == letter_id, Letter.stage == seen, values=values)


def _move(session: Session, *seen: ColumnElement[bool], values: Mapping[str, Any]) -> bool:
    move = update(Letter).where(*seen).values(values).returning(Letter.id)
    return session.scalar(move.execution_options(synchronize_session=False)) is not None


# -- what the desk shows -----------------------------------------------------------------------


def page_of(
    session: Session, stage: Stage | None, *, word: str = "", number: int, size: int
) -> list[Letter]:
    """The newest first; page numbers begin at 1, no stage means all."""
    letters = select(Letter).where(*_with(word)).order_by(Letter.id.desc())
    if stage is not None:
        letters = letters.where(Letter.stage == stage)
    return list(session.scalars(letters.limit(size).offset((number - 1) * size)))


def counts(session: Session, word: str = "") -> dict[Stage, int]:
    """How many letters are in each stage, also where there are none; of those with the word in
    subject or address."""
    found = select(Letter.stage, func.count()).where(*_with(word)).group_by(Letter.stage)
    rows = session.execute(found).all()
    return dict.fromkeys(Stage, 0) | {Stage(stage): number for stage, number in rows}


def _with(word: str) -> list[ColumnElement[bool]]:
    if not word:
        return []
    columns = (Letter.subject, Letter.recipient)
    return [or_(*(column.icontains(word, autoescape=True) for column in columns))]


def letter(session: Session, letter_id: int) -> Letter | None:
    return session.get(Letter, letter_id)


def about(session: Session, about: str, about_id: int) -> list[Letter]:
    """The letters that report one thing, in the order they were written."""
    wanted = select(Letter).where(Letter.about == about, Letter.about_id == about_id)
    return list(session.scalars(wanted.order_by(Letter.id)))


def attempts_of(session: Session, letter_id: int) -> list[Attempt]:
    return attempts_by_letter(session, [letter_id])[letter_id]


def attempts_by_letter(session: Session, ids: Sequence[int]) -> dict[int, list[Attempt]]:
    """Every attempt for each of these letters, the first one first; none is an empty list."""
    found: dict[int, list[Attempt]] = {letter_id: [] for letter_id in ids}
    wanted = select(Attempt).where(Attempt.letter_id.in_(ids)).order_by(Attempt.id)
    for attempt in session.scalars(wanted):
        found[attempt.letter_id].append(attempt)
    return found


def alarm(
    session: Session, *, now: datetime, unwritten_since: datetime | None = None
) -> Alarm | None:
    """None while every letter leaves as it should. `unwritten_since` is when a letter was to be
    written that is not there yet: it waits like any other."""
    dead, last_dead = session.execute(
        select(func.count(), func.max(Letter.id)).where(Letter.stage == Stage.DEAD)
    ).one()
    unsent = Letter.stage.in_((Stage.DUE, Stage.SENDING))
    found = select(func.min(Letter.created_at), func.count()).where(unsent)
    written, waiting = session.execute(found).one()
    oldest = min((at for at in (written, unwritten_since) if at), default=None)
    answer = session.scalar(select(Letter.last_answer).where(Letter.id == last_dead)) or ""
    return alarm_of(
        dead=dead, answer=answer, waiting=waiting, oldest=oldest, rounds=rounds(session), now=now
    )


# -- letters of one kind -----------------------------------------------------------------------


def claim_about(
    session: Session, claimant: str, *, about: str, about_id: int, due_by: datetime, now: datetime
) -> Letter | None:
    """Like `claim`, but only what reports this one thing and has been due since `due_by`."""
    wanted = select(Letter.id).where(Letter.stage == Stage.DUE, Letter.due_at <= due_by)
    wanted = wanted.where(Letter.about == about, Letter.about_id == about_id)
    first = wanted.order_by(Letter.due_at, Letter.id).limit(1)
    return session.scalar(_claim_of(first), {"now": now, "claimant": claimant})
