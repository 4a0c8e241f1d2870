"""What is different between two texts, word by word, fast enough for a long one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_COMPARISONS = 4_000_000  # of words within a changed part; beyond it the part is shown whole
_MOST_LINES = 20_000
_FOLD_FROM, _LEFT_OF_A_FOLD = 600, 200


class Change(StrEnum):
    SAME = "same"
    OUT = "out"
    IN = "in"
    FOLDED = "folded"


@dataclass(frozen=True, kw_only=True)
class Piece:
    change: Change
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The later text with what was taken out of the earlier one; long runs of the same are folded.

    By lines first, then by words within the lines that changed."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > _MOST_LINES:
        return list(_folded(_joined(_replaced(before, after))))
    return list(_folded(_joined(_compared(old, new, _by_words))))


def _compared(
    old: Sequence[str], new: Sequence[str], within: Callable[[str, str], Iterator[Piece]]
) -> Iterator[Piece]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    yield from _piece(Change.SAME, old[:head])
    mid_old, mid_new = old[head : len(old) - tail], new[head : len(new) - tail]
    for tag, a, b, c, d in SequenceMatcher(None, mid_old, mid_new).get_opcodes():
        if tag == "equal":
            yield from _piece(Change.SAME, mid_old[a:b])
        else:
            yield from within("".join(mid_old[a:b]), "".join(mid_new[c:d]))
    yield from _piece(Change.SAME, old[len(old) - tail :])


def _by_words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > _MOST_COMPARISONS:
        return _replaced(before, after)
    return _compared(old, new, _replaced)


def _replaced(before: str, after: str) -> Iterator[Piece]:
    yield from _piece(Change.OUT, before)
    yield from _piece(Change.IN, after)


def _piece(change: Change, parts: Sequence[str]) -> Iterator[Piece]:
    if text := "".join(parts):
        yield Piece(change=change, text=text)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many they have in common at the start."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Blanks between two changes belong to them, and what was changed alike stands together:
    people read phrases, not words."""
    same, out, new, blank = "", "", "", ""
    for piece in pieces:
        if piece.change is Change.SAME:
            if (out or new) and not blank and piece.text == " ":
                blank = piece.text
                continue
            if out or new:
                yield from _piece(Change.SAME, same)
                yield from _replaced(out, new)
                same = out = new = ""
            same, blank = same + blank + piece.text, ""
            continue
        out += blank + (piece.text if piece.change is Change.OUT else "")
        new += blank + (piece.text if piece.change is Change.IN else "")
        blank = ""
    yield from _piece(Change.SAME, same)
    yield from _replaced(out, new)
    yield from _piece(Change.SAME, blank)


def _folded(pieces: Iterator[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        text = piece.text
        if piece.change is not Change.SAME or len(text) < _FOLD_FROM:
            yield piece
            continue
        begin, end = _fold_in(text)
        yield Piece(change=Change.SAME, text=text[:begin])
        yield Piece(change=Change.FOLDED, text=text[begin:end])
        yield Piece(change=Change.SAME, text=text[end:])


def _fold_in(text: str) -> tuple[int, int]:
    """From where to where, and through no word where there are blanks."""
    last = len(text) - _LEFT_OF_A_FOLD
    begin, end = text.rfind(" ", 0, _LEFT_OF_A_FOLD), text.find(" ", last)
    return (begin if begin > 0 else _LEFT_OF_A_FOLD, end if end > 0 else last)
