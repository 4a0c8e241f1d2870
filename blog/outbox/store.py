"""All SQL of the outbox: what couriers claim and settle, and what the desk shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from blog.db import Utc
from blog.outbox.model import Attempt, Letter, Rounds, Stage

_ADD_LETTER = insert(cast(Table, Letter.__table__)).inline()
_ADD_ATTEMPT = insert(cast(Table, Attempt.__table__)).inline()
_TOO_LONG_UNSENT = timedelta(minutes=30)

# What every idle courier asks each second is built once.
_NOW = bindparam("now", type_=Utc)
_LONGEST_DUE = (
    select(Letter.id)
    .where(Letter.stage == Stage.DUE, Letter.due_at <= _NOW)
    .order_by(Letter.due_at, Letter.id)
    .limit(1)
)
_CLAIM = (
    update(Letter)
    .where(
        Letter.id == _LONGEST_DUE.with_for_update(skip_locked=True).scalar_subquery(),
        Letter.stage == Stage.DUE,
    )
    .values(stage=Stage.SENDING, claimed_by=bindparam("claimant"), claimed_at=_NOW)
    .returning(Letter)
    .execution_options(synchronize_session=False)
)


# -- writing and delivering --------------------------------------------------------------------


def add(session: Session, values: Mapping[str, Any]) -> None:
    session.execute(_ADD_LETTER, dict(values))


def add_attempt(
    session: Session, letter: Letter, *, outcome: str, answer: str, at: datetime
) -> None:
    row = {"letter_id": letter.id, "recipient": letter.recipient, "at": at}
    session.execute(_ADD_ATTEMPT, {**row, "outcome": outcome, "answer": answer})


def is_any_due(session: Session, *, now: datetime) -> bool:
    return session.scalar(_LONGEST_DUE, {"now": now}) is not None


def claim(session: Session, claimant: str, *, now: datetime) -> Letter | None:
    """Take the letter that has been due longest. No two claimants ever get the same one:
    PostgreSQL skips rows another is taking, SQLite lets in one writer at a time."""
    return session.scalar(_CLAIM, {"now": now, "claimant": claimant})


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


# -- what an editor does -----------------------------------------------------------------------


def make_due(session: Session, letter_id: int, *, seen: Stage, now: datetime) -> bool:
    stuck = (Letter.stage == seen) & ((Letter.stage != Stage.DUE) | (Letter.due_at > now))
    return _move(session, Letter.id == letter_id, stuck, values={"stage": Stage.DUE, "due_at": now})


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


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Why the desk shows a red line. `oldest_unsent_at` is set once it is over 30 minutes old."""

    dead: int
    oldest_unsent_at: datetime | None
    words: str


def alarm(
    session: Session, *, now: datetime, unwritten_since: datetime | None = None
) -> Alarm | None:
    """None while every letter leaves as it should. `unwritten_since` is when a letter was to be
    written that is not there yet: it waits like any other."""
    dead, last_dead = session.execute(
        select(func.count(), func.max(Letter.id)).where(Letter.stage == Stage.DEAD)
    ).one()
    written = session.scalar(
        select(func.min(Letter.created_at)).where(Letter.stage.in_((Stage.DUE, Stage.SENDING)))
    )
    oldest = min((at for at in (written, unwritten_since) if at), default=None)
    late = oldest if oldest and now - oldest > _TOO_LONG_UNSENT else None
    if not dead and not late:
        return None
    answer = session.scalar(select(Letter.last_answer).where(Letter.id == last_dead)) or ""
    words = _in_words(dead, answer, waiting=now - late if late else None)
    return Alarm(dead=dead, oldest_unsent_at=late, words=words)


def _in_words(dead: int, answer: str, *, waiting: timedelta | None) -> str:
    why = f"{': ' if dead == 1 else '; the last one: '}{answer.rstrip('.')}" if answer else ""
    sentences = []
    if dead:
        subject = "One letter" if dead == 1 else f"{dead} letters"
        sentences.append(f"{subject} could not be delivered{why}.")
    if waiting:
        sentences.append(f"The oldest unsent letter has waited for {_length(waiting)}.")
    return " ".join(sentences)


def _length(waiting: timedelta) -> str:
    minutes = int(waiting.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{minutes // 1440} days"


# -- letters of one kind -----------------------------------------------------------------------


def claim_about(
    session: Session, claimant: str, *, about: str, about_id: int, due_by: datetime, now: datetime
) -> Letter | None:
    """Like `claim`, but only what reports this one thing and has been due since `due_by`."""
    wanted = select(Letter.id).where(Letter.stage == Stage.DUE, Letter.due_at <= due_by)
    wanted = wanted.where(Letter.about == about, Letter.about_id == about_id)
    first = wanted.order_by(Letter.due_at, Letter.id).limit(1).with_for_update(skip_locked=True)
    return session.scalar(
        update(Letter)
        .where(Letter.id == first.scalar_subquery(), Letter.stage == Stage.DUE)
        .values(stage=Stage.SENDING, claimed_by=claimant, claimed_at=now)
        .returning(Letter)
        .execution_options(synchronize_session=False)
    )
