"""The judgement of a comment: pure, and always with its reasons."""

from dataclasses import dataclass

from blog.comments.model import Status
from blog.spam.signals import CERTAIN, Signal

FIRST_COMMENT = "first comment from this name and address"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What the owner wishes. `links_to_hold_at` is the number of links that holds a comment."""

    links_to_hold_at: int = 2
    spam_at: int = CERTAIN


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the database knows of the author."""

    approved_before: bool


@dataclass(frozen=True, kw_only=True)
class Verdict:
    status: Status
    reasons: tuple[str, ...] = ()


def judge(signals: tuple[Signal, ...], facts: Facts, policy: Policy) -> Verdict:
    """Spam where a sign is beyond doubt; held where any sign speaks, or for a stranger."""
    reasons = tuple(signal.reason for signal in signals)
    if any(signal.weight >= policy.spam_at for signal in signals):
        return Verdict(status=Status.SPAM, reasons=reasons)
    if not facts.approved_before:
        return Verdict(status=Status.HELD, reasons=(*reasons, FIRST_COMMENT))
    if signals:
        return Verdict(status=Status.HELD, reasons=reasons)
    return Verdict(status=Status.APPROVED)
