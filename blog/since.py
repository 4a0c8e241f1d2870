"""Dates as HTTP writes them, compared as dates."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

# Today's form with its two ancestors, which RFC 9110 wants read as well.
_SHAPE = re.compile(
    r"[A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -](?:\d{4}|\d\d) \d\d:\d\d:\d\d GMT"
    r"|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}",
    re.ASCII,
)


@lru_cache(256)
def is_not_before(since: str | None, changed: str) -> bool:
    """False as well where one of them is no date."""
    if not since:
        return False
    known, ours = _moment(since), _moment(changed)
    return known is not None and ours is not None and known >= ours


def _moment(date: str) -> datetime | None:
    if not _SHAPE.fullmatch(date):
        return None
    try:
        return parsedate_to_datetime(date).replace(tzinfo=UTC)
    except ValueError:
        return None
