"""Taking in what a reader wrote: judged, kept whatever the judgement, reported to the office."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from blog.comments import rules, store
from blog.comments.draft import Draft
from blog.comments.model import Status
from blog.comments.policy import Policy
from blog.comments.publish import published
from blog.comments.rules import Verdict
from blog.intake import store as intake
from blog.intake.admit import Flood, admit
from blog.intake.store import Before
from blog.learned.train import opinion
from blog.outbox.office import Office
from blog.posts.model import Post
from blog.spam.signals import Case, Submission
from blog.spam.signs import signs
from blog.text.digest import digest

BOOK = "comment"  # of what the learned filter is taught


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
    floods: Sequence[Flood],
    now: datetime,
) -> Taken | Flood:
    """Keep the comment with its verdict, and owe the office a notice unless it is spam.

    The same one again of the same sender within a day is the one we have: to anybody else it is
    not said that we have it. One too many learns by which limit."""
    said = _said(post, draft)
    gate = admit(session, said, floods=floods, now=now)
    if isinstance(gate, Flood):
        return gate
    if isinstance(gate, Before) and (kept := _kept(session, gate)):
        return kept
    verdict = judged(session, draft, post_id=post.id, policy=policy, now=now)
    comment_id = store.add(session, _row(post, draft, verdict, now=now))
    intake.became(session, said, comment_id)
    if is_to_be_told(verdict.status, policy):
        store.owe(session, comment_id, verdict.status, now=now)
    if verdict.status is Status.APPROVED:
        _publish(session, comment_id, office=office, now=now)
    return Taken(comment_id=comment_id, status=verdict.status, written_at=now)


def judged(
    session: Session, draft: Draft, *, post_id: int, own: int = 0, policy: Policy, now: datetime
) -> Verdict:
    """What the rules say of it, with all that is known, but for the comment `own` itself."""
    facts, known = store.facts_about(
        session,
        name=draft.name,
        email=draft.email,
        text=draft.text,
        network=draft.network,
        post_id=post_id,
        own=own,
        now=now,
    )
    thought = opinion(session, BOOK, draft.text, name=draft.name, website=draft.website)
    if thought:
        known = replace(known, certainty=thought.certainty, strongest=thought.words)
    case = Case(submission=_submission(draft), known=known, limits=policy.limits)
    return rules.judge(signs(case), facts, policy)


def is_to_be_told(status: Status, policy: Policy) -> bool:
    """Of what waits, always; of what is public already, if the owner wants it; never of spam."""
    return status is Status.HELD or (status is Status.APPROVED and policy.tell_of_approved)


def _publish(session: Session, comment_id: int, *, office: Office, now: datetime) -> None:
    comment = store.comment(session, comment_id)
    assert comment is not None
    published(session, comment, office=office, now=now)


def _said(post: Post, draft: Draft) -> str:
    where = (str(post.id), str(draft.parent_id or ""))
    return intake.digest("comment", *where, draft.name, draft.email, draft.text, draft.sender)


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
        address=draft.address,
        seconds=draft.seconds,
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
        "weights": list(verdict.weights),
        "network": draft.network,
        "hue": draft.hue,
        "digest": digest(draft.text),
        "asks": draft.asks,
        "created_at": now,
        "moved_at": now,
    }
