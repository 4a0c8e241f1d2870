"""Moments in words, in the site's zone."""

from datetime import datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones


@lru_cache(2048)  # a thread says many days, and says them again in each edition
def day(at: datetime, zone: str) -> str:
    """23 November 2026"""
    local = in_zone(at, zone)
    return f"{local.day} {local:%B %Y}"


def moment(at: datetime, zone: str) -> str:
    """23 November 2026, 10:42"""
    local = in_zone(at, zone)
    return f"{local.day} {local:%B %Y, %H:%M}"


def hour(at: datetime, zone: str) -> str:
    """10:42"""
    return f"{in_zone(at, zone):%H:%M}"


@lru_cache(2048)
def iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def in_zone(at: datetime, zone: str) -> datetime:
    return at.astimezone(_zone(zone))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@cache
def zones() -> tuple[str, ...]:
    """The names of all there are, in order; looking for them goes through 1,800 files."""
    return tuple(sorted(available_timezones()))
