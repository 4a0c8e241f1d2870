"""Taking in an inquiry: kept first, and a letter owed to the office in the same breath."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from blog.inquiries import letters, store
from blog.inquiries.draft import Draft
from blog.inquiries.model import State
from blog.intake import store as intake
from blog.intake.admit import Flood, admit
from blog.intake.store import Before
from blog.outbox.office import Office
from blog.outbox.write import write
from blog.spam.of_conduct import trap_filled
from blog.spam.signals import Case, Submission


@dataclass(frozen=True, kw_only=True)
class Received:
    """It is kept, under this number."""

    inquiry_id: int
    written_at: datetime


def receive(
    session: Session, draft: Draft, *, office: Office, floods: Sequence[Flood], now: datetime
) -> Received | Flood:
    """Keep it, and owe the office a letter unless it is spam.

    The same one again of the same sender within a day is the one we have: to anybody else it is
    not said that we have it. One too many learns by which limit."""
    said = intake.digest("inquiry", draft.name, draft.email, draft.message, draft.sender)
    gate = admit(session, said, floods=floods, now=now)
    if isinstance(gate, Flood):
        return gate
    if isinstance(gate, Before) and (kept := _kept(session, gate)):
        return kept
    reasons = _why_spam(draft)
    inquiry_id = store.add(
        session,
        {
            "name": draft.name,
            "email": draft.email,
            "email_key": draft.email.lower(),
            "phone": draft.phone,
            "message": draft.message,
            "page": draft.page,
            "state": State.SPAM if reasons else State.NEW,
            "reasons": reasons,
            "network": draft.network,
            "created_at": now,
            "moved_at": now,
        },
    )
    intake.became(session, said, inquiry_id)
    if not reasons:
        for letter in letters.to_the_office(inquiry_id, draft, office=office):
            write(session, letter, domain=office.domain, now=now)
    return Received(inquiry_id=inquiry_id, written_at=now)


def _kept(session: Session, before: Before) -> Received | None:
    found = store.inquiry(session, before.thing_id) if before.thing_id else None
    return Received(inquiry_id=found.id, written_at=found.created_at) if found else None


def _why_spam(draft: Draft) -> list[str]:
    """Only what is beyond doubt: a prospect may send as many links as it takes."""
    asked = Submission(text=draft.message, name=draft.name, email=draft.email, trap=draft.trap)
    signal = trap_filled(Case(submission=asked))
    return [signal.reason] if signal else []
