"""Whom the letter about an inquiry goes to: by topic, and by who is there today."""

from collections.abc import Sequence
from datetime import date

Absence = tuple[str, str, str]
"""An address, its last day away as 2026-12-24, and who stands in."""


def recipients(
    of_topic: Sequence[str], of_office: Sequence[str], absences: Sequence[Absence], *, today: date
) -> tuple[str, ...]:
    """The topic's own addresses or else the office's, each who is away replaced by who stands in;
    nobody twice, and never nobody: where all are away without anybody, it is the office."""
    away = _away(absences, today.isoformat())
    return (
        _present(of_topic or of_office, away)
        or _present(of_office, away)
        or tuple(dict.fromkeys(of_office))
    )


def _away(absences: Sequence[Absence], today: str) -> dict[str, str]:
    """Who stands in for whom today, the last day included; of two for one, the first counts."""
    found: dict[str, str] = {}
    for address, last_day, stand_in in absences:
        if last_day >= today:
            found.setdefault(address.casefold(), stand_in)
    return found


def _present(addresses: Sequence[str], away: dict[str, str]) -> tuple[str, ...]:
    found = (_who_is_there(address, away) for address in addresses)
    return tuple({address.casefold(): address for address in found if address}.values())


def _who_is_there(address: str, away: dict[str, str]) -> str:
    """Along the chain of those who stand in; nobody, where it leads in a circle."""
    passed: set[str] = set()
    while (key := address.casefold()) in away:
        if key in passed:
            return ""
        passed.add(key)
        address = away[key]
    return address
