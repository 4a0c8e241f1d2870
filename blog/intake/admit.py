"""The gate every submission passes: was it said already, and is it one too many?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from blog.intake import store
from blog.intake.store import Before

_SAME_WITHIN = timedelta(days=1)
FLOOD_SECONDS = 60


class Of(StrEnum):
    """Whose submissions a limit counts."""

    NETWORK = "network"
    EMAIL = "e-mail"


@dataclass(frozen=True, kw_only=True)
class Flood:
    """At most `limit` submissions a minute are counted in one bucket; 0 is no limit."""

    bucket: str
    limit: int
    of: Of = Of.NETWORK


def admit(
    session: Session, said: str, *, floods: Sequence[Flood], now: datetime
) -> Before | Flood | None:
    """Let one of many equal submissions through: None. The others learn which row it became; one
    too many learns by which limit.

    Recognising comes before counting, so that a double click is never taken for a flood. Of equal
    ones at the same moment the database lets one pass and has the others wait for its commit."""
    before = store.say(session, said, since=now - _SAME_WITHIN, now=now)
    if before is not None:
        return before
    if hit := one_too_many(session, floods, now=now):
        store.unsay(session, said)
        return hit
    return None


def one_too_many(session: Session, floods: Sequence[Flood], *, now: datetime) -> Flood | None:
    """Count one more under each limit; the first that is passed, and none is counted after it."""
    return next((flood for flood in floods if _is_passed(session, flood, now=now)), None)


def _is_passed(session: Session, flood: Flood, *, now: datetime) -> bool:
    if not flood.limit:
        return False
    key = f"flood {flood.bucket}"
    return store.count(session, key, seconds=FLOOD_SECONDS, now=now) > flood.limit
