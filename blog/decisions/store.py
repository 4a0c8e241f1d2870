"""The record of decisions: added to, read, never changed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from blog.decisions.model import Decision


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


def last_action_of(session: Session, by: str) -> str:
    """The number of what this editor did last; empty where that cannot be taken back."""
    found = select(Decision.action).where(Decision.by == by).order_by(Decision.id.desc())
    return session.scalar(found.limit(1)) or ""
