"""Taking in what a reader wrote: judged, kept whatever the judgement, reported to the office."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from blog import edition
from blog.comments import letters, rules, store
from blog.comments.draft import Draft
from blog.comments.model import Status
from blog.comments.rules import Policy, Verdict
from blog.intake import store as intake
from blog.intake.admit import Flood, Gate, admit
from blog.intake.store import Before
from blog.outbox.office import Office
from blog.outbox.write import write
from blog.posts.model import Post
from blog.spam.signals import Submission, signs


@dataclass(frozen=True, kw_only=True)
class Taken:
    """It is kept, under this number."""

    comment_id: int
    status: Status
    written_at: datetime


def submit(
    session: Session,
    post: Post,
    draft: Draft,
    *,
    policy: Policy,
    office: Office,
    flood: Flood,
    now: datetime,
) -> Taken | None:
    """Keep the comment with its verdict, and owe the office a letter unless it is spam.

    The same one again within a day is the one we have. None: too many from one network."""
    said = intake.digest("comment", str(post.id), draft.name, draft.email, draft.text)
    gate = admit(session, said, flood=flood, now=now)
    if gate is Gate.TOO_MANY:
        return None
    if isinstance(gate, Before) and (kept := _kept(session, gate)):
        return kept
    facts = store.facts_about(session, name=draft.name, email=draft.email)
    signals = signs(_submission(draft), links_to_hold_at=policy.links_to_hold_at)
    verdict = rules.judge(signals, facts, policy)
    comment_id = store.add(session, _row(post, draft, verdict, now=now))
    intake.became(session, said, comment_id)
    if verdict.status is not Status.SPAM:
        _report(session, comment_id, post, draft, verdict, office=office, now=now)
    if verdict.status is Status.APPROVED:
        edition.turn(session)
    return Taken(comment_id=comment_id, status=verdict.status, written_at=now)


def _report(
    session: Session,
    comment_id: int,
    post: Post,
    draft: Draft,
    verdict: Verdict,
    *,
    office: Office,
    now: datetime,
) -> None:
    answered = store.comment(session, draft.parent_id) if draft.parent_id else None
    for letter in letters.to_the_office(
        comment_id,
        post,
        draft,
        verdict,
        answers=answered.name if answered else None,
        office=office,
    ):
        write(session, letter, domain=office.domain, now=now)


def _kept(session: Session, before: Before) -> Taken | None:
    found = store.comment(session, before.thing_id) if before.thing_id else None
    if found is None:
        return None
    return Taken(comment_id=found.id, status=Status(found.status), written_at=found.created_at)


def _submission(draft: Draft) -> Submission:
    return Submission(
        text=draft.text,
        name=draft.name,
        email=draft.email,
        website=draft.website,
        trap=draft.trap,
    )


def _row(post: Post, draft: Draft, verdict: Verdict, *, now: datetime) -> dict[str, Any]:
    return {
        "post_id": post.id,
        "parent_id": draft.parent_id,
        "name": draft.name,
        "email": draft.email,
        "email_key": store.email_key(draft.email),
        "website": draft.website,
        "text": draft.text,
        "html": draft.html,
        "status": verdict.status,
        "reasons": list(verdict.reasons),
        "network": draft.network,
        "created_at": now,
    }
