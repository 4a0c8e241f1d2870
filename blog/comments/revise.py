"""The author of a comment corrects it, or takes it back, while it is fresh."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from blog import edition
from blog.comments import store
from blog.comments.draft import Draft
from blog.comments.model import Comment, Status, Taught
from blog.comments.policy import Policy
from blog.comments.publish import published
from blog.comments.rules import Verdict, reasons_after
from blog.comments.submit import BOOK, is_to_be_told, judged
from blog.decisions import store as decisions
from blog.decisions.model import Decision
from blog.intake import store as intake
from blog.intake.admit import Flood, one_too_many
from blog.learned import train
from blog.learned.opinion import Kind
from blog.outbox.office import Office

FRESH = timedelta(minutes=15)
ITS_AUTHOR = "its author"
CORRECTED, WITHDRAWN = "corrected", "withdrawn"
_COMMENT = "comment"


class Refused(StrEnum):
    """Why a comment is its author's no longer."""

    TOO_LATE = "too late"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    EDITED = "edited"


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What the comment is to say; the whole `address` is judged and never kept."""

    text: str
    html: str
    address: str = field(default="", repr=False)


def refusal(session: Session, comment: Comment, *, now: datetime) -> Refused | None:
    """Why it cannot be corrected now; None where it can."""
    if why := _out_of_reach(session, comment, now=now):
        return why
    is_edited = any(version.by for version in store.versions(session, comment.id))
    return Refused.EDITED if is_edited else None


def correct(
    session: Session,
    comment_id: int,
    said: Correction,
    *,
    policy: Policy,
    office: Office,
    floods: Sequence[Flood],
    now: datetime,
) -> Refused | Flood | None:
    """It says that from now on, judged again; what it said is kept for the editors. None: done.

    A correction counts as a submission, and what an editor has put out of sight stays there."""
    comment = store.comment_to_change(session, comment_id)
    if comment is None:
        return Refused.DECIDED
    if why := refusal(session, comment, now=now):
        return why
    if said.text == comment.text:
        return None
    if hit := one_too_many(session, floods, now=now):
        return hit
    draft = _draft(comment, said)
    verdict = judged(
        session, draft, post_id=comment.post_id, own=comment.id, policy=policy, now=now
    )
    was, before = comment.status, comment.text
    to = _status(session, comment, verdict)
    store.rewrite(session, comment.id, seen=before, text=said.text, html=said.html, by="", now=now)
    _judge_anew(session, comment, verdict, to=to, now=now)
    _unteach(session, comment, before)
    _let_know(session, comment, was=was, policy=policy, office=office, now=now)
    return None


def withdraw(session: Session, comment_id: int, *, now: datetime) -> Refused | None:
    """Into the trash, where editors still find it; readers do not. None: done.

    The same words can be sent again, as if they never had been."""
    comment = store.comment_to_change(session, comment_id)
    if comment is None:
        return Refused.DECIDED
    why = _out_of_reach(session, comment, now=now)
    if why is Refused.WITHDRAWN:  # the second click
        return None
    if why:
        return why
    was = comment.status
    _move(session, comment, to=Status.TRASH, why=WITHDRAWN, now=now)
    store.owe_nothing(session, comment.id)
    intake.unsay_what_became(session, comment.id, at=comment.created_at)
    if was is Status.APPROVED:
        edition.turn(session)
    return None


def is_withdrawn(session: Session, comment: Comment) -> bool:
    """Whether it was its author who threw it away."""
    last = decisions.latest(session, _COMMENT, comment.id)
    is_its_authors = last is not None and (last.by, last.why) == (ITS_AUTHOR, WITHDRAWN)
    return comment.status is Status.TRASH and is_its_authors


def _out_of_reach(session: Session, comment: Comment, *, now: datetime) -> Refused | None:
    if is_withdrawn(session, comment):
        return Refused.WITHDRAWN
    if comment.status in (Status.TRASH, Status.GONE):
        return Refused.DECIDED
    if comment.status is Status.SPAM and _by_an_editor(session, comment):
        return Refused.DECIDED
    return Refused.TOO_LATE if now - comment.created_at >= FRESH else None


def _by_an_editor(session: Session, comment: Comment) -> list[Decision]:
    made = decisions.of(session, _COMMENT, comment.id)
    return [decision for decision in made if decision.by != ITS_AUTHOR]


def _status(session: Session, comment: Comment, verdict: Verdict) -> Status:
    """As judged; but no correction rescues what was caught, what was held for a sign against it,
    or what an editor holds."""
    if comment.status is Status.SPAM:
        return Status.SPAM
    is_suspect = any(comment.weights) or _by_an_editor(session, comment)
    if comment.status is Status.HELD and is_suspect:
        return Status.SPAM if verdict.status is Status.SPAM else Status.HELD
    return verdict.status


def _judge_anew(
    session: Session, comment: Comment, verdict: Verdict, *, to: Status, now: datetime
) -> None:
    if to is verdict.status:  # else the reasons of the first judgement stand
        first = Verdict(
            status=comment.status, reasons=tuple(comment.reasons), weights=tuple(comment.weights)
        )
        reasons = reasons_after(first, verdict)
        comment.reasons, comment.weights = list(reasons), list(reasons.values())
    if to is not comment.status:
        _move(session, comment, to=to, why=CORRECTED, now=now)
    session.flush()


def _move(session: Session, comment: Comment, *, to: Status, why: str, now: datetime) -> None:
    decisions.note(
        session,
        thing=_COMMENT,
        thing_id=comment.id,
        was=comment.status,
        became=to,
        by=ITS_AUTHOR,
        why=why,
        now=now,
    )
    comment.status, comment.moved_at = to, now


def _unteach(session: Session, comment: Comment, before: str) -> None:
    """The filter was taught other words than these, and no editor has said what these are."""
    if comment.taught is not Taught.NOTHING:
        train.unlearn(
            session,
            BOOK,
            before,
            name=comment.name,
            website=comment.website,
            kind=Kind(comment.taught),
        )
        comment.taught = Taught.NOTHING


def _let_know(
    session: Session,
    comment: Comment,
    *,
    was: Status,
    policy: Policy,
    office: Office,
    now: datetime,
) -> None:
    """The office, as of a new comment; readers, of what they see."""
    if is_to_be_told(comment.status, policy):
        store.owe(session, comment.id, comment.status, now=now)
    else:
        store.owe_nothing(session, comment.id)
    if comment.status is Status.APPROVED and was is not Status.APPROVED:
        published(session, comment, office=office, now=now)
    elif was is Status.APPROVED:
        edition.turn(session)


def _draft(comment: Comment, said: Correction) -> Draft:
    return Draft(
        name=comment.name,
        email=comment.email,
        website=comment.website,
        text=said.text,
        html=said.html,
        parent_id=comment.parent_id,
        trap="",
        network=comment.network,
        address=said.address,
    )
