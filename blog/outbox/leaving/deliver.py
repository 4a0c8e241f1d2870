"""Delivering a letter: claim it, send it with no transaction open, note what became of it.

Delivery is at least once: a process may die after the server took a letter and before we noted
it. Only a server's yes marks a letter as sent."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from blog.clock import Clock
from blog.db import reading, writing
from blog.outbox import store
from blog.outbox.leaving.outgoing import NotUs, Refused, Send, TryLater, outgoing_of
from blog.outbox.leaving.schedule import is_paused, next_attempt
from blog.outbox.model import ALARM, PRIVATE, Letter, Stage
from blog.outbox.shown import without_links
from blog.text.plain import one_line

_LEASE = timedelta(minutes=5)
_LONGEST_ANSWER = 1000
_PAUSES_TO_NOTE = (0.2, 1, 5, 20, 60)  # in sum well below the lease
_ENOUGH = 3
_OF_THE_LETTER = ("450", "451", "452")
_POISON = "The site itself failed three times over this letter, so it was set aside:"
_KILLS = "The courier was cut short three times in a row over this letter, so it was set aside."
_log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    LATER = "try later"
    REFUSED = "refused"
    CUT_SHORT = "cut short"
    CRASHED = "crashed"
    NOT_US = "not us"


def deliver_one(engine: Engine, send: Send, *, claimant: str, now: Clock) -> bool:
    """Try one due letter; False if there was none. Two claimants never take the same one."""
    letter = _claimed(engine, claimant, now())
    if letter is None:
        return False
    outcome, answer, what = _sent(letter, send)
    _log.info("Letter %s: %s.", letter.id, outcome)  # the answer may hold an address
    _note(engine, letter, outcome, answer, what, now=now())
    return True


def note_look(engine: Engine, *, now: datetime) -> None:
    """A courier is on its rounds."""
    with writing(engine) as session:
        store.note_look(session, now=now)


def reclaim(engine: Engine, *, is_gone: Callable[[str], bool], now: datetime) -> int:
    """Make letters due again whose sender is gone, or has had them for longer than any attempt
    can last. How many came back."""
    with reading(engine) as session:
        found = store.being_sent(session)
    left = [letter for letter in found if _lease_is_over(letter, now) or is_gone(letter.claimed_by)]
    return sum(_take_back(engine, letter, now) for letter in left)


def _claimed(engine: Engine, claimant: str, now: datetime) -> Letter | None:
    with reading(engine) as session:  # an idle courier never asks for the write lock
        paused = is_paused(store.rounds(session), now)
        if not store.is_any_due(session, now=now, paused=paused):
            return None
    with writing(engine) as session:
        # where a pause has just ended, one courier tries one letter; the others wait for what
        # becomes of it
        paused = not store.may_try(session, now=now)
        return store.claim(session, claimant, now=now, paused=paused)


def _sent(letter: Letter, send: Send) -> tuple[Outcome, str, str]:
    """How it ended, the server's words, and why it refuses the site where it does."""
    try:
        return Outcome.SENT, _cut(send(outgoing_of(letter))), ""
    except Refused as refused:
        return Outcome.REFUSED, _cut(refused.answer), ""
    except NotUs as refused:
        return Outcome.NOT_US, _cut(refused.answer), refused.what
    except TryLater as failed:
        return Outcome.LATER, _cut(failed.answer), ""
    except Exception as surprise:  # one odd letter must not keep the others from leaving
        _log.error("Letter %s could not be sent: %s.", letter.id, place_of(surprise))
        return Outcome.CRASHED, _cut(f"{type(surprise).__name__}: {surprise}"), ""


def _note(
    engine: Engine, letter: Letter, outcome: Outcome, answer: str, what: str, *, now: datetime
) -> None:
    """Insist: a letter that left and is not noted would leave a second time."""
    for pause in _PAUSES_TO_NOTE:
        try:
            return _note_once(engine, letter, outcome, answer, what, now)
        except SQLAlchemyError as error:
            _log.warning("Letter %s: not noted yet: %s.", letter.id, place_of(error))
            time.sleep(pause)
    return _note_once(engine, letter, outcome, answer, what, now)


def _note_once(
    engine: Engine, letter: Letter, outcome: Outcome, answer: str, what: str, now: datetime
) -> None:
    with writing(engine) as session:
        values = {"last_answer": answer, **_what_follows(letter, outcome, now)}
        if outcome is Outcome.CRASHED and _is_poison(session, letter, outcome):
            values |= {"stage": Stage.DEAD, "last_answer": f"{_POISON} {answer}"}
        if not store.settle(session, letter, values):
            _log.warning("Letter %s was claimed by another meanwhile.", letter.id)
        store.add_attempt(session, letter, outcome=outcome, answer=answer, at=now)
        if letter.via != ALARM:
            _pause_or_go_on(session, outcome, answer, what, now)


def _pause_or_go_on(
    session: Session, outcome: Outcome, answer: str, what: str, now: datetime
) -> None:
    """The server that refuses the site refuses every letter; one that speaks of the letter has
    let the site in."""
    if outcome is Outcome.NOT_US:
        store.pause(session, f"The mail server {what}.", now=now)
    elif outcome in (Outcome.SENT, Outcome.REFUSED) or answer.startswith(_OF_THE_LETTER):
        store.go_on(session)


def _is_poison(session: Session, letter: Letter, outcome: Outcome) -> bool:
    """Whether this was the third time in a row that it ended like this."""
    before = [one.outcome for one in store.attempts_of(session, letter.id)]
    return before[1 - _ENOUGH :] == [outcome] * (_ENOUGH - 1)


def _what_follows(letter: Letter, outcome: Outcome, now: datetime) -> dict[str, Any]:
    if outcome is Outcome.SENT:
        # its reader has the link now; in the database it would serve a thief alone
        spent = {"body": without_links(letter.body)} if letter.about in PRIVATE else {}
        return {"stage": Stage.SENT, "sent_at": now, **spent}
    if outcome is Outcome.NOT_US and letter.via != ALARM:  # its own schedule stands still
        return {"stage": Stage.DUE, "attempts": letter.attempts}
    again = next_attempt(letter.attempts + 1, created_at=letter.created_at, now=now)
    if outcome is Outcome.REFUSED or again is None:
        return {"stage": Stage.DEAD}
    return {"stage": Stage.DUE, "due_at": again}


def _lease_is_over(letter: Letter, now: datetime) -> bool:
    return letter.claimed_at is None or now - letter.claimed_at > _LEASE


def _take_back(engine: Engine, letter: Letter, now: datetime) -> bool:
    answer = "The sending process stopped before the answer was noted; a copy may have arrived."
    values: dict[str, Any] = {"stage": Stage.DUE, "due_at": now, "last_answer": answer}
    with writing(engine) as session:
        if _is_poison(session, letter, Outcome.CUT_SHORT):
            values |= {"stage": Stage.DEAD, "last_answer": f"{_KILLS} {answer}"}
        if not store.settle(session, letter, values):
            return False
        store.add_attempt(session, letter, outcome=Outcome.CUT_SHORT, answer=answer, at=now)
    return True


def _cut(answer: str) -> str:
    return one_line(answer)[:_LONGEST_ANSWER]


def place_of(error: BaseException) -> str:
    """An error for the log: its kind and place, none of its words, which may hold an address."""
    frames = extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    cause = f" ({type(error.orig).__name__})" if isinstance(error, DBAPIError) else ""
    return f"{type(error).__name__}{cause}{where}"


def deliver_about(
    engine: Engine,
    send: Send,
    *,
    about: str,
    about_id: int,
    due_by: datetime,
    claimant: str,
    now: Clock,
) -> bool:
    """Try one due letter about this one thing, where no courier can be waited for."""
    with writing(engine) as session:
        letter = store.claim_about(
            session, claimant, about=about, about_id=about_id, due_by=due_by, now=now()
        )
    if letter is None:
        return False
    outcome, answer, what = _sent(letter, send)
    _log.info("Letter %s: %s.", letter.id, outcome)
    _note(engine, letter, outcome, answer, what, now=now())
    return True
