"""What is wrong with the letters, from figures alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TOO_LONG_UNSENT = timedelta(minutes=30)
TOO_LONG_SILENT = timedelta(minutes=5)


class Kind(StrEnum):
    """Trouble that lasts is told of again when it is of a kind that was not told of."""

    DEAD = "dead"
    LATE = "late"
    SILENT = "silent"
    PAUSED = "paused"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Of all letters but the warnings themselves. `waiting` counts the unsent ones; `failed` says
    where the last rehearsal failed, if it did."""

    dead: int = 0
    waiting: int = 0
    oldest_unsent_at: datetime | None = None
    looked_at: datetime | None = None
    paused_since: datetime | None = None
    failed: str = ""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    kinds: tuple[Kind, ...]
    words: str
    figures: Figures


def trouble_in(figures: Figures, *, now: datetime, letters_say: str = "") -> Trouble | None:
    """None while all is well. `letters_say` is what the red line at the desk says of the letters;
    a warning says the same."""
    kinds = tuple(kind for kind in Kind if _is_wrong(kind, figures, now))
    if not kinds:
        return None
    said = [letters_say or _in_short(kinds), failed_in_words(figures.failed)]
    return Trouble(kinds=kinds, words=" ".join(filter(None, said)), figures=figures)


def is_silent(looked_at: datetime | None, *, now: datetime) -> bool:
    """Whether no courier has looked for letters for too long."""
    return looked_at is None or now - looked_at > TOO_LONG_SILENT


def failed_in_words(failed: str) -> str:
    """One sentence for the red line, the warning and the weekly letter; nothing for nothing."""
    return f"The last rehearsal failed: {failed.rstrip('.')}." if failed else ""


def _is_wrong(kind: Kind, figures: Figures, now: datetime) -> bool:
    match kind:
        case Kind.DEAD:
            return figures.dead > 0
        case Kind.LATE:
            oldest = figures.oldest_unsent_at
            return oldest is not None and now - oldest > TOO_LONG_UNSENT
        case Kind.SILENT:
            return is_silent(figures.looked_at, now=now)
        case Kind.PAUSED:
            return figures.paused_since is not None and figures.waiting > 0
        case Kind.FAILED:
            return bool(figures.failed)


_SHORTLY = {
    Kind.DEAD: "Letters could not be delivered.",
    Kind.LATE: "Letters wait for too long.",
    Kind.SILENT: "No courier has looked for letters for more than 5 minutes.",
    Kind.PAUSED: "The mail server refuses the site itself, so that no letter leaves.",
    Kind.FAILED: "",
}


def _in_short(kinds: tuple[Kind, ...]) -> str:
    return " ".join(filter(None, (_SHORTLY[kind] for kind in kinds)))
