"""The signs that something may not be meant well: each a question about one thing."""

import re
from dataclasses import dataclass

from blog.text.plain import is_blank

CERTAIN = 100
_LINK = re.compile(r"https?://|(?<![/\w])www\.", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What a stranger sent, as the signals see it. `trap` is a field no person sees or fills."""

    text: str
    name: str = ""
    email: str = ""
    website: str = ""
    trap: str = ""


@dataclass(frozen=True)
class Signal:
    """A reason in words, and how much it weighs; at CERTAIN there is no doubt left."""

    reason: str
    weight: int


def many_links(submission: Submission, *, hold_at: int) -> Signal | None:
    links = len(_LINK.findall(submission.text))
    return Signal(f"{links} links", 15 * links) if hold_at and links >= hold_at else None


def trap_filled(submission: Submission) -> Signal | None:
    if is_blank(submission.trap):
        return None
    return Signal("a field that people cannot see was filled", CERTAIN)


def signs(submission: Submission, *, links_to_hold_at: int) -> tuple[Signal, ...]:
    """Every signal that speaks, strongest first. `links_to_hold_at` 0 never counts links."""
    asked = (trap_filled(submission), many_links(submission, hold_at=links_to_hold_at))
    return tuple(sorted((s for s in asked if s is not None), key=lambda s: -s.weight))
