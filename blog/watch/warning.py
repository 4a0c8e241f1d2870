"""When the watch warns: once when trouble begins, again when it is of another kind, then once a
day while it lasts, and once when all is well again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from blog.outbox.office import Office
from blog.outbox.write import write
from blog.watch import letters, store
from blog.watch.model import Warned
from blog.watch.trouble import Trouble

_CALM = timedelta(minutes=5)  # trouble that comes and goes is one trouble
_DAILY = timedelta(days=1)
_MOST_A_DAY = 12  # whatever happens: nobody reads the thirteenth, and a loop ends here


class News(StrEnum):
    BEGINS = "begins"
    CHANGES = "changes"
    LASTS = "lasts"
    ENDS = "ends"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What the watch remembers from now on, and what it tells, if anything."""

    values: dict[str, Any]
    news: News | None = None


def next_change(seen: Warned, trouble: Trouble | None, *, now: datetime) -> Change | None:
    """None where there is nothing to remember."""
    if trouble is None:
        return _well(seen, now) if seen.kinds else None
    told, found = _kinds_of(seen), {str(kind) for kind in trouble.kinds}
    if not told:
        return _tell(News.BEGINS, found, trouble, {"since": now, "warned_at": now})
    if found - told:
        return _tell(News.CHANGES, found | told, trouble, {"warned_at": now})
    if seen.warned_at is None or now - seen.warned_at >= _DAILY:
        return _tell(News.LASTS, found, trouble, {"warned_at": now})
    return Change(values={"well_since": None}) if seen.well_since else None


def warn(
    session: Session,
    seen: Warned,
    change: Change,
    trouble: Trouble | None,
    *,
    to: tuple[str, ...],
    office: Office,
    zone: str,
    now: datetime,
) -> bool:
    """Remember, and owe the letters. False if another was first: then nothing is owed."""
    if not store.move_on(session, seen, change.values):
        return False
    if change.news is None or store.warnings_since(session, now - _DAILY) >= _MOST_A_DAY * len(to):
        return False
    since = change.values.get("since") or seen.since or now
    sheet = (
        letters.warning(trouble, since=since, office=office, zone=zone)
        if trouble
        else letters.all_is_well(
            since=since, until=seen.well_since or now, office=office, zone=zone
        )
    )
    for address in to:
        write(session, letters.alarm(address, sheet), domain=office.domain, now=now)
    return True


def _well(seen: Warned, now: datetime) -> Change | None:
    if seen.well_since is None:
        return Change(values={"well_since": now})
    if now - seen.well_since < _CALM:
        return None
    ended = {"kinds": "", "words": "", "since": None, "well_since": None, "warned_at": now}
    return Change(values=ended, news=News.ENDS)


def _tell(news: News, kinds: set[str], trouble: Trouble, more: dict[str, Any]) -> Change:
    told = {"kinds": ",".join(sorted(kinds)), "words": trouble.words, "well_since": None}
    return Change(values={**told, **more}, news=news)


def _kinds_of(seen: Warned) -> set[str]:
    return set(filter(None, seen.kinds.split(",")))
