"""The page of one inquiry: all that is known of it, and all that may be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from flask import abort, render_template, request
from sqlalchemy.orm import Session

from blog import owner
from blog.db import reading
from blog.decisions import store as decisions
from blog.desk.answering.around import answers_around
from blog.desk.door import NUMBER, desk
from blog.desk.inquiries import said
from blog.desk.inquiries.inbox import around
from blog.desk.inquiries.place import Place, place_asked
from blog.inbox import change
from blog.inbox import store as beside
from blog.inbox.listed import store as listed
from blog.inbox.move import INQUIRY
from blog.inquiries import store
from blog.inquiries.model import Inquiry
from blog.inquiries.reference import reference
from blog.outbox import store as outbox
from blog.queue import store as queue
from blog.queue.asked import Filters
from blog.web.kit import kit

_ABOUT_IT = (INQUIRY, change.ASSIGNEE, change.LABEL, change.STAR, change.DUE, change.NOTE, "answer")
_OTHERS = 5


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of its history; `text` is what a note says."""

    at: datetime
    by: str
    words: str
    text: str = ""


@desk.get(f"/inquiries/<{NUMBER}:inquiry_id>/")
def inquiry(inquiry_id: int) -> str:
    return page(place_asked(on=inquiry_id), inquiry_id)


def page(place: Place, inquiry_id: int, **refusal: Any) -> str:
    """`refusal` holds what was not taken, and why not."""
    with reading(kit().engine) as look:
        found = store.inquiry(look, inquiry_id) or abort(404)
        back = place if "state" in request.args else place.but(state=found.state)
        before, after = listed.beside(look, found, back.asked)
        letters = _letters(look, found)
        return render_template(
            "desk/inquiries/one.html",
            **around(look, back.but(on=0)) | {"query": back.at(inquiry_id).query},
            back=back.but(on=0),
            inquiry=found,
            its_labels=listed.labels_of(look, [inquiry_id]).get(inquiry_id, ()),
            before=before,
            after=after,
            events=_events(look, found),
            letters=letters,
            attempts=outbox.attempts_by_letter(look, [letter.id for letter in letters]),
            others=listed.others_of(look, found, most=_OTHERS),
            comments=_comments_of(look, found),
            reply_link=_reply_link(found),
            **answers_around(look, found) | refusal,
        )


def _letters(look: Session, found: Inquiry) -> list[Any]:
    about = (INQUIRY, "receipt")
    return [letter for kind in about for letter in outbox.about(look, kind, found.id)]


def _events(look: Session, found: Inquiry) -> list[Event]:
    """What was decided and noted, and its letters, in one time line."""
    events = [Event(at=found.created_at, by="", words="It came in")]
    for it in decisions.of_all(look, _ABOUT_IT, found.id):
        if (it.thing, it.became) != (change.NOTE, change.WRITTEN):
            events.append(Event(at=it.at, by=it.by, words=said.did(it)))
    for note in beside.notes_of(look, found.id):
        events.append(Event(at=note.at, by=note.by, words="noted", text=note.text))
    for letter in _letters(look, found):
        at = letter.sent_at or letter.created_at
        what = "was accepted by the mail server" if letter.sent_at else "was written"
        events.append(Event(at=at, by="", words=f"A letter to {letter.recipient} {what}"))
    return sorted(events, key=lambda it: it.at)


def _comments_of(look: Session, found: Inquiry) -> dict[str, int]:
    """How many the same person wrote, in each state that has any."""
    if not found.email_key:
        return {}
    counts = queue.counts(look, Filters(author=found.email))
    return {str(status): number for status, number in counts.items() if number}


def _reply_link(found: Inquiry) -> str:
    """The answer is written in the editor's own mail program; its subject says what it answers."""
    subject = f"Your inquiry to {owner.wishes().name}, {reference(found.id)}"
    return f"mailto:{quote(found.email, safe='@')}?subject={quote(subject)}"
