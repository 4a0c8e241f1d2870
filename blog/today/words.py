"""How long something took or waits, in words that are true and short."""

from datetime import timedelta

_UNITS = (("minute", 60, 120), ("hour", 3600, 48), ("day", 86_400, 21))
_WEEK = 7 * 86_400


def length(of: timedelta) -> str:
    """40 minutes, 3 hours, 5 days; rounded down, as people tell an age."""
    seconds = max(0, int(of.total_seconds()))
    if seconds < 60:
        return "less than a minute"
    for unit, worth, fewer_than in _UNITS:
        if (number := seconds // worth) < fewer_than:
            return counted(number, unit)
    return counted(seconds // _WEEK, "week")


def counted(number: int, word: str, words: str | None = None) -> str:
    """1 comment, 2 comments, 1,200 comments"""
    return f"{number:,} {word if number == 1 else words or f'{word}s'}"
