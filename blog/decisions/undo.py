"""Taking back what an editor did last, whatever it was: whether they may, and what it was."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.decisions import store
from blog.decisions.model import Decision

TAKEN_BACK = "~"  # before the number of an action, which has none: what took it back


@dataclass(frozen=True, kw_only=True)
class Undone:
    """How much was taken back, and how much somebody had changed meanwhile."""

    done: int
    not_done: int


class NothingToUndo(Exception):
    """It was not this editor's last action."""


class AlreadyUndone(NothingToUndo):
    """This editor's last action was to take it back."""


def may_undo(session: Session, number: str, *, by: str) -> bool:
    """Whether it is the last thing this editor did, and no taking back itself."""
    is_one = bool(number) and not number.startswith(TAKEN_BACK)
    return is_one and store.last_action_of(session, by) == number


def to_take_back(
    session: Session, number: str, *, by: str, things: Collection[str]
) -> list[Decision]:
    """What was decided in that action, the first first. Raises NothingToUndo, also where
    something in it is none of these `things`, and AlreadyUndone."""
    if not may_undo(session, number, by=by):
        last = store.last_action_of(session, by)
        raise AlreadyUndone() if number and last == TAKEN_BACK + number else NothingToUndo()
    found = store.of_action(session, number)
    if not all(it.thing in things for it in found):
        raise NothingToUndo()
    return found
