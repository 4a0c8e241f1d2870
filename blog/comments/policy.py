"""What the owner wishes of comments, as the rules read it."""

from dataclasses import dataclass, field
from enum import StrEnum

from blog.spam.signals import Limits


class Publish(StrEnum):
    """Whose comments need no editor, where no signal objects."""

    NOBODYS = "nobody"
    KNOWN = "known"
    ANYBODYS = "anybody"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Whom to publish, from where on signals speak, and whether the office hears of what was
    published at once."""

    publish: Publish = Publish.KNOWN
    limits: Limits = field(default_factory=Limits)
    tell_of_approved: bool = False

    @property
    def spam_at(self) -> int:
        return self.limits.spam_at
