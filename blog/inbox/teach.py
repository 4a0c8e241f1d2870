"""What the learned filter learns from what becomes of an inquiry; it has a book of its own."""

from sqlalchemy.orm import Session

from blog.decisions.undo import TAKEN_BACK
from blog.inquiries.model import Inquiry, State, Taught
from blog.learned import store as learned
from blog.learned import train
from blog.learned.opinion import Kind

BOOK = "inquiry"
_WORKED_ON = frozenset((State.OPEN, State.WAITING, State.ANSWERED))


def take_turn(session: Session) -> None:
    """Before many are taught: two who do so wait for one another in the same order."""
    learned.hold(session, BOOK)


def lesson_of(taught: Taught, *, was: State, to: State) -> Taught:
    """What was worked on was worth it, and so is what was caught by mistake."""
    if to is State.SPAM:
        return Taught.SPAM
    if to is State.TRASH:
        return taught
    if was is State.SPAM or to is State.ANSWERED:
        return Taught.GOOD
    return Taught.GOOD if to is State.CLOSED and was in _WORKED_ON else taught


def lesson_before(history: list[tuple[str, State, State]]) -> Taught:
    """What had been taught after these moves: of each its action, from where, and to where. What
    took an action back took its lesson back."""
    taught, before = Taught.NOTHING, dict[str, Taught]()
    for action, was, to in history:
        before[action] = taught
        if action.startswith(TAKEN_BACK):
            taught = before.get(action.removeprefix(TAKEN_BACK), Taught.NOTHING)
        else:
            taught = lesson_of(taught, was=was, to=to)
    return taught


def teach(session: Session, inquiry: Inquiry, lesson: Taught) -> None:
    """`measure` is still to be called, once for all that were taught. Rehearsals say nothing."""
    if lesson is inquiry.taught or inquiry.rehearsal:
        return
    text, who = inquiry.message, {"name": inquiry.name, "website": ""}
    if inquiry.taught is not Taught.NOTHING:
        kind = Kind(inquiry.taught)
        train.unlearn(session, BOOK, text, **who, kind=kind, measures=False)
    if lesson is not Taught.NOTHING:
        train.learn(session, BOOK, text, **who, kind=Kind(lesson), measures=False)
    inquiry.taught = lesson


def measure(session: Session) -> None:
    """The filter's line follows what was taught."""
    train.measure(session, BOOK)
