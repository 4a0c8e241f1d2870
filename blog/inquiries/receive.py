"""Taking in an inquiry: judged, kept first, and a letter owed to the office in the same breath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from blog.inquiries import letters, receipt, rules, store
from blog.inquiries.draft import LABELS, Draft
from blog.inquiries.model import State
from blog.inquiries.receipt import Words
from blog.inquiries.rules import Rules, Verdict
from blog.intake import store as intake
from blog.intake.admit import Flood, admit
from blog.intake.store import Before
from blog.learned.train import opinion
from blog.outbox.office import Office
from blog.outbox.write import write
from blog.spam.signals import Submission
from blog.text.digest import digest

BOOK = "inquiry"  # of what the learned filter is taught


@dataclass(frozen=True, kw_only=True)
class Wished:
    """What the owner wishes of inquiries, as far as taking one in needs it: how they are judged,
    what the fields are called, and the words of the receipt, if there is one."""

    rules: Rules = field(default_factory=Rules)
    labels: Mapping[str, str] = field(default_factory=lambda: LABELS)
    receipt: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Received:
    """It is kept, under this number."""

    inquiry_id: int
    written_at: datetime


def receive(
    session: Session,
    draft: Draft,
    *,
    wished: Wished,
    office: Office,
    floods: Sequence[Flood],
    now: datetime,
) -> Received | Flood:
    """Keep it, and owe the office a letter unless it is suspicious.

    The same one again of the same sender within a day is the one we have: to anybody else it is
    not said that we have it. One too many learns by which limit."""
    if draft.rehearsal:
        return _rehearse(session, draft, wished=wished, office=office, now=now)
    said = _said(draft)
    gate = admit(session, said, floods=floods, now=now)
    if isinstance(gate, Flood):
        return gate
    if isinstance(gate, Before) and (kept := _kept(session, gate)):
        return kept
    verdict = judged(session, draft, wished.rules, now=now)
    inquiry_id = store.add(session, _row(draft, verdict, now=now))
    intake.became(session, said, inquiry_id)
    if verdict.state is not State.SPAM:
        _tell(session, inquiry_id, draft, verdict, wished=wished, office=office, now=now)
    return Received(inquiry_id=inquiry_id, written_at=now)


def judged(session: Session, draft: Draft, by: Rules, *, now: datetime) -> Verdict:
    """What the rules say of it, with all that is known."""
    facts = store.facts_about(
        session,
        email_key=store.email_key(draft.email),
        digest=digest(draft.message),
        network=draft.network,
        now=now,
    )
    if thought := opinion(session, BOOK, draft.message, name=draft.name):
        facts = replace(facts, certainty=thought.certainty, strongest=thought.words)
    return rules.judge(_submission(draft), facts, by)


def _rehearse(
    session: Session, draft: Draft, *, wished: Wished, office: Office, now: datetime
) -> Received:
    """It goes the way of every inquiry, and waits for nobody."""
    verdict = Verdict(state=State.CLOSED)
    inquiry_id = store.add(session, _row(draft, verdict, now=now))
    _tell(session, inquiry_id, draft, verdict, wished=wished, office=office, now=now)
    return Received(inquiry_id=inquiry_id, written_at=now)


def _tell(
    session: Session,
    inquiry_id: int,
    draft: Draft,
    verdict: Verdict,
    *,
    wished: Wished,
    office: Office,
    now: datetime,
) -> None:
    """The office always; the prospect, if the owner wants it and no sign objects."""
    owed = letters.to_the_office(
        inquiry_id, draft, office=office, labels=wished.labels, reasons=verdict.reasons
    )
    if wished.receipt and not verdict.reasons and not draft.rehearsal:
        words = wished.receipt
        found = receipt.owed(session, draft.email, inquiry_id, words=words, office=office, now=now)
        owed += [found] if found else []
    for letter in owed:
        write(session, letter, domain=office.domain, now=now)


def _said(draft: Draft) -> str:
    asked = (str(draft.topic_id or ""), draft.phone, draft.organisation, draft.reach)
    # what a browser filled in for somebody is another one than what they send again without it
    person = (draft.name, draft.email, *asked, draft.best_time, "trap" if draft.trap else "")
    return intake.digest("inquiry", *person, draft.message, draft.sender)


def _kept(session: Session, before: Before) -> Received | None:
    found = store.inquiry(session, before.thing_id) if before.thing_id else None
    return Received(inquiry_id=found.id, written_at=found.created_at) if found else None


def _submission(draft: Draft) -> Submission:
    return Submission(
        text=draft.message,
        name=draft.name,
        email=draft.email,
        trap=draft.trap,
        address=draft.address,
    )


def _row(draft: Draft, verdict: Verdict, *, now: datetime) -> dict[str, Any]:
    return {
        "name": draft.name,
        "email": draft.email,
        "email_key": store.email_key(draft.email),
        "phone": draft.phone,
        "organisation": draft.organisation,
        "reach": draft.reach,
        "best_time": draft.best_time,
        "topic_id": draft.topic_id,
        "topic": draft.topic,
        "consent": draft.consent,
        "message": draft.message,
        "page": draft.page,
        "state": verdict.state,
        "reasons": list(verdict.reasons),
        "weights": list(verdict.weights),
        "digest": digest(draft.message),
        "network": draft.network,
        "rehearsal": draft.rehearsal,
        "created_at": now,
        "moved_at": now,
    }
