"""What the owner wishes of comments, as the rules read it."""

from dataclasses import dataclass, field
from enum import StrEnum

from blog.spam.signals import CERTAIN, Limits


class Publish(StrEnum):
    """Whose comments need no editor, where no signal objects."""

    NOBODYS = "nobody"
    KNOWN = "known"
    ANYBODYS = "anybody"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """`spam_at` is the weight of all signals together from which a comment is spam."""

    publish: Publish = Publish.KNOWN
    spam_at: int = CERTAIN
    limits: Limits = field(default_factory=Limits)
    tell_of_approved: bool = False
