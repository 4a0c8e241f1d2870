"""Opening hours: one line for some days, such as "Mon–Fri 9–12:30, 13:30–17" or "Sat closed"."""

import re
from dataclasses import dataclass

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\.?"
)
_TO = r"\s*(?:-|–|—|to|until|till)\s*"
_ANY_DAYS = rf"{_DAY}(?:{_TO}{_DAY})?"
_LINE = re.compile(rf"({_ANY_DAYS}(?:\s*(?:,|&|and)\s*{_ANY_DAYS})*)\s*[:,]?\s+(\S.*)", re.I)
_SOME = re.compile(rf"({_DAY})(?:{_TO}({_DAY}))?", re.I)
_TIME = r"(\d{1,2})(?:[:.](\d\d))?\s*([ap]\.?m\.?)?"
_SPAN = re.compile(rf"{_TIME}{_TO}{_TIME}", re.I)
_BETWEEN = re.compile(r"\s*(?:,|&|\band\b)\s*", re.I)
_CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Opening:
    """`days` and `times` as readers see them. Days are numbers from Monday, 0; `spans` are
    minutes of the day from opening to closing, none where it is closed. A line that says nothing
    of the kind has no `on`, and all of it stands in `times`."""

    days: str
    times: str
    on: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def openings(hours: str) -> tuple[Opening, ...]:
    lines = (line.strip() for line in hours.splitlines())
    return tuple(_opening(line) for line in lines if line)


def wrong_with(hours: str) -> str:
    """What cannot be so, in words: a day that is named twice, or closed before it opens."""
    named: set[int] = set()
    for each in openings(hours):
        if twice := named.intersection(each.on):
            return f"{DAYS[min(twice)]} is named twice."
        named.update(each.on)
        if any(till <= since for since, till in each.spans):
            return f"“{each.times}”: that closes before it opens. Write 9:00–17:00, or 9 am–5 pm."
        if any(one[1] > other[0] for one, other in zip(each.spans, each.spans[1:], strict=False)):
            return f"“{each.times}”: these overlap."
    return ""


def _opening(line: str) -> Opening:
    found = _LINE.fullmatch(line)
    spans = _spans_in(found[2]) if found else None
    if found is None or spans is None:
        return Opening(days="", times=line)
    on = _days_in(found[1])
    times = ", ".join(f"{_clock(since)}–{_clock(till)}" for since, till in spans)
    return Opening(days=_in_words(found[1]), times=times or "Closed", on=on, spans=spans)


def _spans_in(text: str) -> tuple[tuple[int, int], ...] | None:
    """None where it says something else than times."""
    if text.casefold().rstrip(".") == _CLOSED:
        return ()
    found = [_SPAN.fullmatch(part) for part in _BETWEEN.split(text.strip())]
    spans = [_span(each) for each in found if each]
    return tuple(spans) if len(spans) == len(found) and None not in spans else None  # type: ignore[arg-type]


def _span(found: re.Match[str]) -> tuple[int, int] | None:
    since, till = _minutes(*found.groups()[:3]), _minutes(*found.groups()[3:])
    if since is None or till is None:
        return None
    if till <= since and till <= 12 * 60 and not (found[3] or found[6]):
        till += 12 * 60  # "9 to 5"
    return since, till


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    number, past = int(hour), int(minute or 0)
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half[0].lower() == "p" else 0)
    return 60 * number + past if number * 60 + past <= 24 * 60 and past < 60 else None


def _days_in(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for first, last in _SOME.findall(text):
        since = _number(first)
        till = _number(last) if last else since
        found += [(since + step) % 7 for step in range((till - since) % 7 + 1)]
    return tuple(dict.fromkeys(found))


def _in_words(text: str) -> str:
    parts = (
        DAYS[_number(first)] + (f" to {DAYS[_number(last)]}" if last else "")
        for first, last in _SOME.findall(text)
    )
    return ", ".join(parts)


def _number(day: str) -> int:
    return next(at for at, name in enumerate(DAYS) if name[:3].lower() == day[:3].lower())


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
