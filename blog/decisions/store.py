"""The record of decisions: added to, read, never changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from blog.decisions.model import Decision

# Built once, for it is asked with each feed. From the latest on: few of them are looked at.
_LAST_IN_OR_OUT = (
    select(Decision.at)
    .where(
        Decision.thing == bindparam("thing"),
        or_(Decision.was == bindparam("state"), Decision.became == bindparam("state")),
    )
    .order_by(Decision.id.desc())
    .limit(1)
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which decisions are looked for: those from `since` on and before `until`, and so on; what
    is empty narrows nothing. `things` is what may be seen at all; None is everything."""

    things: frozenset[str] | None = None
    by: str = ""
    thing: str = ""
    became: str = ""
    since: datetime | None = None
    until: datetime | None = None


class AlreadyDecided(Exception):
    """Someone else was first; `decision` says who, what and when, where it is known."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__(
            f"{decision.by} was first: it is {decision.became} now."
            if decision
            else "It is no longer in the state you saw."
        )
        self.decision = decision


def note(
    session: Session,
    *,
    thing: str,
    thing_id: int,
    was: str,
    became: str,
    by: str,
    now: datetime,
    why: str = "",
    action: str = "",
) -> None:
    session.add(
        Decision(
            thing=thing,
            thing_id=thing_id,
            was=was,
            became=became,
            by=by,
            why=why,
            action=action,
            at=now,
        )
    )


def of(session: Session, thing: str, thing_id: int) -> list[Decision]:
    """All decisions on one thing, the first one first."""
    found = select(Decision).where(Decision.thing == thing, Decision.thing_id == thing_id)
    return list(session.scalars(found.order_by(Decision.id)))


def of_all(session: Session, things: Collection[str], thing_id: int) -> list[Decision]:
    """All decisions on what goes by one number under several names, the first one first."""
    found = select(Decision).where(Decision.thing.in_(things), Decision.thing_id == thing_id)
    return list(session.scalars(found.order_by(Decision.id)))


def latest(session: Session, thing: str, thing_id: int) -> Decision | None:
    found = select(Decision).where(Decision.thing == thing, Decision.thing_id == thing_id)
    return session.scalar(found.order_by(Decision.id.desc()).limit(1))


def latest_of_many(session: Session, thing: str, thing_ids: Collection[int]) -> dict[int, Decision]:
    found = select(Decision).where(Decision.thing == thing, Decision.thing_id.in_(thing_ids))
    return {row.thing_id: row for row in session.scalars(found.order_by(Decision.id))}


def of_action(session: Session, action: str) -> list[Decision]:
    """All that was decided in one action, in the order it was."""
    found = select(Decision).where(Decision.action == action, Decision.action != "")
    return list(session.scalars(found.order_by(Decision.id)))


def last_in_or_out(session: Session, thing: str, state: str) -> datetime | None:
    """When any of these was last moved into that state or out of it, be it deleted since."""
    return session.scalar(_LAST_IN_OR_OUT, {"thing": thing, "state": state})


def last_of(session: Session, by: str) -> Decision | None:
    """What this editor decided last."""
    found = select(Decision).where(Decision.by == by).order_by(Decision.id.desc())
    return session.scalar(found.limit(1))


def last_action_of(session: Session, by: str) -> str:
    """The number of what this editor did last; empty where that cannot be taken back."""
    last = last_of(session, by)
    return last.action if last else ""


def count(session: Session, wanted: Wanted) -> int:
    return session.scalar(select(func.count(Decision.id)).where(*_narrowed(wanted))) or 0


def page_of(session: Session, wanted: Wanted, *, number: int, size: int) -> list[Decision]:
    """The latest first; the first page is number 1."""
    found = select(Decision).where(*_narrowed(wanted)).order_by(Decision.id.desc())
    return list(session.scalars(found.limit(size).offset((number - 1) * size)))


def deciders(session: Session, things: Collection[str] | None = None) -> list[str]:
    """Everybody who ever decided something, about one of these things."""
    found = select(Decision.by).distinct().order_by(Decision.by)
    return list(
        session.scalars(found if things is None else found.where(Decision.thing.in_(things)))
    )


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    named = {Decision.by: wanted.by, Decision.thing: wanted.thing, Decision.became: wanted.became}
    narrowed: list[ColumnElement[bool]] = [is_ == word for is_, word in named.items() if word]
    if wanted.things is not None:
        narrowed.append(Decision.thing.in_(wanted.things))
    if wanted.since:
        narrowed.append(Decision.at >= wanted.since)
    if wanted.until:
        narrowed.append(Decision.at < wanted.until)
    return narrowed
