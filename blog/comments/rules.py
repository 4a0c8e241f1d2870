"""The judgement of a comment: pure, and always with its reasons."""

from dataclasses import dataclass

from blog.comments.model import Status
from blog.comments.policy import Policy, Publish
from blog.spam.of_conduct import TOO_FAST
from blog.spam.signals import Signal

FIRST_COMMENT = "first comment from this name and address"
ALL_HELD = "every comment waits for an editor here"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the database knows of the author; `trusted` is an editor's word."""

    approved_before: bool
    trusted: bool = False


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Each reason has its weight at the same place; one that only says "a stranger" weighs 0."""

    status: Status
    reasons: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()


def judge(signals: tuple[Signal, ...], facts: Facts, policy: Policy) -> Verdict:
    """Spam where the signs together are beyond doubt; held where any sign speaks, or where the
    owner wants an editor to look. No sign short of that holds a trusted author; the owner's wish
    to see everything does."""
    if sum(signal.weight for signal in signals) >= policy.spam_at:
        return _verdict(Status.SPAM, signals)
    wanted = _wanted_look(facts, policy)
    if wanted or (signals and not facts.trusted):
        return _verdict(Status.HELD, (*signals, *wanted))
    return _verdict(Status.APPROVED, signals)


def reasons_after(first: Verdict, second: Verdict) -> dict[str, int]:
    """With their weights, after a correction. How it was sent no correction undoes; and where it
    is held still without a sign of its own, what it was held for stands."""
    before = dict(zip(first.reasons, first.weights, strict=False))
    is_still_held = first.status is second.status is Status.HELD
    if is_still_held and any(first.weights) and not any(second.weights):
        return before
    of_its_sending = {it: weight for it, weight in before.items() if it == TOO_FAST}
    return of_its_sending | dict(zip(second.reasons, second.weights, strict=True))


def _wanted_look(facts: Facts, policy: Policy) -> tuple[Signal, ...]:
    if policy.publish is Publish.NOBODYS:
        return (Signal(ALL_HELD, 0),)
    known = facts.approved_before or facts.trusted
    if policy.publish is Publish.KNOWN and not known:
        return (Signal(FIRST_COMMENT, 0),)
    return ()


def _verdict(status: Status, signals: tuple[Signal, ...]) -> Verdict:
    return Verdict(
        status=status,
        reasons=tuple(signal.reason for signal in signals),
        weights=tuple(signal.weight for signal in signals),
    )
