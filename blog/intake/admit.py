"""The gate every submission passes: was it said already, and is it one too many?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy.orm import Session

from blog.intake import store
from blog.intake.store import Before

_SAME_WITHIN = timedelta(days=1)
FLOOD_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Flood:
    """At most `limit` submissions a minute from one network; 0 is no limit."""

    bucket: str
    limit: int


class Gate(Enum):
    OPEN = "open"
    TOO_MANY = "too many"


def admit(session: Session, said: str, *, flood: Flood, now: datetime) -> Gate | Before:
    """Let one of many equal submissions through; the others learn which row it became.

    Recognising comes before counting, so that a double click is never taken for a flood. Of equal
    ones at the same moment the database lets one pass and has the others wait for its commit."""
    before = store.say(session, said, since=now - _SAME_WITHIN, now=now)
    if before is not None:
        return before
    if _is_one_too_many(session, flood, now=now):
        store.unsay(session, said)
        return Gate.TOO_MANY
    return Gate.OPEN


def _is_one_too_many(session: Session, flood: Flood, *, now: datetime) -> bool:
    if not flood.limit:
        return False
    key = f"flood {flood.bucket}"
    return store.count(session, key, seconds=FLOOD_SECONDS, now=now) > flood.limit
