"""What an editor does in one go, to be taken back in one go."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime


def _number() -> str:
    return secrets.token_urlsafe(9)


@dataclass(frozen=True, kw_only=True)
class Action:
    """`by` is an editor's name. All that is decided in it carries its `number`."""

    by: str
    at: datetime
    why: str = ""
    number: str = field(default_factory=_number)
