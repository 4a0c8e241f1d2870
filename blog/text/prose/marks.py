"""Where the words that somebody looks for stand in a text, however they are spelled there."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from blog.text.fold import ALONE, folded, words_in

_SIGNS_AT_ONCE = 1_000
_MOST_LOOKED_AT = 24_000
_LONGEST_WORD = 60
_BEFORE = 60
_ASIDE = "".join(sign for sign in map(chr, range(0x300, 0x3100)) if unicodedata.combining(sign))
_WORD = re.compile(rf"[{ALONE}]|(?:(?![{ALONE}])[^\W_][{_ASIDE}]*)+")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Folded words that stand side by side; the last may be the beginning of one."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, kw_only=True)
class Piece:
    text: str
    is_marked: bool = False


class _Word(NamedTuple):
    """There may be very many of them."""

    folded: str
    start: int
    end: int


def marked(text: str, wanted: Sequence[Wanted]) -> tuple[Piece, ...]:
    """The text, whole and as it is spelled, in pieces; those that were looked for are marked."""
    pieces, at = list[Piece](), 0
    for start, end in _joined(text, _places(text, wanted)):
        if start > at:
            pieces.append(Piece(text=text[at:start]))
        pieces.append(Piece(text=text[start:end], is_marked=True))
        at = end
    return tuple([*pieces, Piece(text=text[at:])] if at < len(text) else pieces)


def snippet(text: str, wanted: Sequence[Wanted], *, length: int) -> tuple[Piece, ...]:
    """About `length` signs of it, around the place that has most of what was looked for; its
    beginning where it has nothing. Of a long text only the beginning is looked at."""
    start = _start(text, _best_place(text, wanted))
    end = _end(text, start + length)
    cut = f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
    return marked(cut, wanted)


def _best_place(text: str, wanted: Sequence[Wanted]) -> int:
    best, most = 0, 0
    for at in range(0, min(len(text), _MOST_LOOKED_AT), _SIGNS_AT_ONCE):
        some = text[at : at + _SIGNS_AT_ONCE + _LONGEST_WORD]
        plain = f" {folded(some)}"
        if sum(it.words[0] in plain for it in wanted) <= most:
            continue  # it is quick to see that a word is not there
        places = sorted(_places(some, wanted))
        there = len({number for _, _, number in places})
        if there > most:
            best, most = at + places[0][0], there
        if there == len(wanted):
            break
    return best


def _start(text: str, place: int) -> int:
    if place <= _BEFORE:
        return 0
    gap = text.find(" ", place - _BEFORE, place)
    return gap + 1 if gap >= 0 else place


def _end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    gap = text.rfind(" ", end - _LONGEST_WORD, end)
    return gap if gap > 0 else end


def _joined(text: str, places: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """In their order; those that touch, or have but a gap between, are one."""
    joined = list[tuple[int, int]]()
    for start, end, _ in sorted(places):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _places(text: str, wanted: Sequence[Wanted]) -> list[tuple[int, int, int]]:
    """Of each: where it begins, where it ends, and which of the wanted it is."""
    words = list(_words(text))
    found = list[tuple[int, int, int]]()
    for number, it in enumerate(wanted):
        first = it.words[0]
        for at, word in enumerate(words):
            if word.folded.startswith(first) and _stands(words[at : at + len(it.words)], it):
                found.append((word.start, words[at + len(it.words) - 1].end, number))
    return found


def _stands(words: Sequence[_Word], it: Wanted) -> bool:
    said = tuple(word.folded for word in words)
    if said == it.words:
        return True
    is_long_enough = len(said) == len(it.words)
    begins = is_long_enough and said[:-1] == it.words[:-1] and said[-1].startswith(it.words[-1])
    return it.is_beginning and begins


def _words(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        word = found[0]
        if word.isascii():
            yield _Word(word.lower(), found.start(), found.end())
        else:
            yield from (_Word(it, found.start(), found.end()) for it in words_in(word))
