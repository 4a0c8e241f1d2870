"""Decisions about inquiries, in words."""

from datetime import date

from blog.answers.reply import ANSWER
from blog.decisions.model import Decision
from blog.inbox import change
from blog.inbox.move import INQUIRY
from blog.inquiries.model import State

NAMES = {
    State.NEW: "New",
    State.OPEN: "Open",
    State.WAITING: "Waiting",
    State.ANSWERED: "Answered",
    State.CLOSED: "Closed",
    State.SPAM: "Suspicious",
    State.TRASH: "Trash",
}
DONE = {
    State.NEW: "{} is new again.",
    State.OPEN: "{} is open: somebody is at work on it.",
    State.WAITING: "{} waits for the person.",
    State.ANSWERED: "{} is marked as answered.",
    State.CLOSED: "{} is closed.",
    State.SPAM: "{} is marked as spam.",
    State.TRASH: "{} is in the trash.",
}
_MOVED = {
    State.NEW: "reopened it",
    State.OPEN: "opened it",
    State.WAITING: "let it wait for the person",
    State.ANSWERED: "marked it as answered",
    State.CLOSED: "closed it",
    State.SPAM: "marked it as spam",
    State.TRASH: "moved it to the trash",
}
_OTHERS = {
    (change.STAR, change.STARRED): "gave it a star",
    (change.STAR, change.NOT_STARRED): "took its star off",
    (change.LABEL, change.PUT_ON): "put the label “{why}” on it",
    (change.LABEL, change.TAKEN_OFF): "took the label “{why}” off",
    (change.NOTE, change.WRITTEN): "wrote a note",
    (change.NOTE, change.TORN_UP): "took back a note",
    (ANSWER, "sent"): "sent an answer",
    (change.ASSIGNEE, change.NOBODY): "gave it to nobody",
    (change.DUE, change.NO_DAY): "took its day off",
}


def did(decision: Decision) -> str:
    """What somebody did, to stand behind their name."""
    if decision.thing == INQUIRY:
        known = decision.became in list(State)
        return _MOVED[State(decision.became)] if known else f"made it {decision.became}"
    if words := _OTHERS.get((decision.thing, decision.became)):
        return words.format(why=decision.why)
    if decision.thing == change.ASSIGNEE:
        return f"gave it to {decision.why}"
    if decision.thing == change.DUE:
        return f"said it is due on {day(date.fromisoformat(decision.became))}"
    return f"{decision.thing}: {decision.became}"


def day(on: date) -> str:
    """23 November 2026"""
    return f"{on.day} {on:%B %Y}"


def counted(number: int) -> str:
    return f"{number:,} inquiry" if number == 1 else f"{number:,} inquiries"
