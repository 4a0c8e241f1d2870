"""What editors put beside an inquiry: who looks after it, labels, a star, a day, a note."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from blog.decisions.action import Action
from blog.inbox import store
from blog.inbox.move import NoSuchInquiry, first_was, note
from blog.inquiries import store as inquiries
from blog.text.plain import shortened

ASSIGNEE, LABEL, STAR, DUE, NOTE = "assignee", "label", "star", "due", "note"
NOBODY, NO_DAY = "nobody", "no day"
STARRED, NOT_STARRED = "starred", "not starred"
PUT_ON, TAKEN_OFF = "put on", "taken off"
WRITTEN, TORN_UP = "written", "torn up"
_SAID_OF_A_NOTE = 200


@dataclass(frozen=True, kw_only=True)
class Person:
    """An editor, as whoever an inquiry is given to."""

    id: int
    name: str
    email: str = ""


def star(session: Session, inquiry_id: int, *, to: bool, action: Action) -> None:
    """Raises AlreadyDecided if it has the star, or lacks it, already; and NoSuchInquiry."""
    if not store.star(session, inquiry_id, to=to):
        raise first_was(session, STAR, inquiry_id)
    was, became = (NOT_STARRED, STARRED) if to else (STARRED, NOT_STARRED)
    _done(session, STAR, inquiry_id, was=was, became=became, action=action)


def assign(
    session: Session, inquiry_id: int, *, seen: int | None, to: Person | None, action: Action
) -> None:
    """From whom it was seen with; None is nobody. Raises AlreadyDecided and NoSuchInquiry."""
    number = to.id if to else None
    if seen == number or not store.assign(session, inquiry_id, seen=seen, to=number):
        raise first_was(session, ASSIGNEE, inquiry_id)
    was, became = (str(it) if it else NOBODY for it in (seen, number))
    why = to.name if to else ""
    _done(session, ASSIGNEE, inquiry_id, was=was, became=became, action=action, why=why)


def set_due(
    session: Session, inquiry_id: int, *, seen: date | None, to: date | None, action: Action
) -> None:
    """The day by which it is to be done; None is no day. Raises AlreadyDecided, NoSuchInquiry."""
    if seen == to or not store.set_due(session, inquiry_id, seen=seen, to=to):
        raise first_was(session, DUE, inquiry_id)
    was, became = (it.isoformat() if it else NO_DAY for it in (seen, to))
    _done(session, DUE, inquiry_id, was=was, became=became, action=action)


def label(session: Session, inquiry_id: int, word: str, *, to: bool, action: Action) -> None:
    """Put it on, or take it off. Raises AlreadyDecided where that is done, and NoSuchInquiry."""
    if inquiries.inquiry(session, inquiry_id) is None:
        raise NoSuchInquiry(inquiry_id)
    change = store.label if to else store.unlabel
    if not change(session, inquiry_id, word):
        raise first_was(session, LABEL, inquiry_id)
    was, became = ("", PUT_ON) if to else (PUT_ON, TAKEN_OFF)
    _done(session, LABEL, inquiry_id, was=was, became=became, action=action, why=word)


def write_note(session: Session, inquiry_id: int, text: str, *, action: Action) -> None:
    """For editors only. Raises AlreadyDecided where the same editor wrote just that as the last
    note, and NoSuchInquiry."""
    if inquiries.inquiry(session, inquiry_id) is None:
        raise NoSuchInquiry(inquiry_id)
    store.take_turns(session, [inquiry_id])
    notes = store.notes_of(session, inquiry_id)
    if notes and (notes[-1].by, notes[-1].text) == (action.by, text):
        raise first_was(session, NOTE, inquiry_id)
    store.add_note(session, inquiry_id, text, by=action.by, now=action.at)
    why = shortened(text, _SAID_OF_A_NOTE)
    _done(session, NOTE, inquiry_id, was="", became=WRITTEN, action=action, why=why)


def _done(
    session: Session,
    thing: str,
    inquiry_id: int,
    *,
    was: str,
    became: str,
    action: Action,
    why: str | None = None,
) -> None:
    inquiries.see(session, inquiry_id, now=action.at)
    note(session, thing, inquiry_id, was=was, became=became, action=action, why=why)
