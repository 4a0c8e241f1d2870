"""The red line at the desk: why letters do not leave as they should, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from blog.outbox.model import Rounds

_TOO_LONG_UNSENT = timedelta(minutes=30)
_TOO_LONG_UNLOOKED = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Why the desk shows a red line. `oldest_unsent_at` is set once it is over 30 minutes old."""

    dead: int
    oldest_unsent_at: datetime | None
    words: str


def alarm_of(
    *,
    dead: int,
    answer: str,
    waiting: int,
    oldest: datetime | None,
    rounds: Rounds | None,
    now: datetime,
) -> Alarm | None:
    """`answer` is what was said of the last dead letter, `oldest` when the oldest was written."""
    late = oldest if oldest and now - oldest > _TOO_LONG_UNSENT else None
    said = [_of_the_pause(rounds, waiting), _of_the_dead(dead, answer), _of_the_oldest(late, now)]
    sentences = [one for one in (*said, _of_the_courier(rounds, now)) if one]
    if not sentences:
        return None
    return Alarm(dead=dead, oldest_unsent_at=late, words=" ".join(sentences))


def _of_the_pause(rounds: Rounds | None, waiting: int) -> str:
    if rounds is None or rounds.paused_since is None or not waiting:
        return ""
    letters = "one letter waits" if waiting == 1 else f"{waiting} letters wait"
    return f"{rounds.pause_words.rstrip('.')}; {letters}."


def _of_the_dead(dead: int, answer: str) -> str:
    if not dead:
        return ""
    why = f"{': ' if dead == 1 else '; the last one: '}{answer.rstrip('.')}" if answer else ""
    subject = "One letter" if dead == 1 else f"{dead} letters"
    return f"{subject} could not be delivered{why}."


def _of_the_oldest(late: datetime | None, now: datetime) -> str:
    return f"The oldest unsent letter has waited for {_length(now - late)}." if late else ""


def _of_the_courier(rounds: Rounds | None, now: datetime) -> str:
    if rounds is None or now - rounds.looked_at <= _TOO_LONG_UNLOOKED:
        return ""
    return f"No courier has looked for letters for {_length(now - rounds.looked_at)}."


def _length(waiting: timedelta) -> str:
    minutes = int(waiting.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{minutes // 1440} days"
