"""The heading font as a picture uses it: what it can draw, and how words fit a width."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont
_FILE = Path(__file__).with_name("font") / "dropline-serif-600.ttf"
_UNKNOWN = "\uffff"  # no sign at all: whatever looks like it is a box
_MOST_SIGNS = 400
_LEAST_SHARE = 0.6  # of the letters, for the rest to say what the whole did


@lru_cache(32)
def font(size: int) -> Font:
    return ImageFont.truetype(str(_FILE), size)


def drawable(text: str) -> str:
    """The same without what the font has no sign for, such as emoji; empty where too little is
    left to be understood, as of Chinese or Arabic."""
    words = " ".join(unicodedata.normalize("NFC", text[:_MOST_SIGNS]).split())
    letters = [sign for sign in words if unicodedata.category(sign)[0] in "LN"]
    known = sum(_is_known(sign) for sign in letters)
    if not known or known < _LEAST_SHARE * len(letters):
        return ""
    return " ".join("".join(sign for sign in words if _is_known(sign)).split())


@lru_cache(4096)
def _is_known(sign: str) -> bool:
    if sign == " ":
        return True
    if unicodedata.category(sign)[0] in "CM":
        return False
    return _shape(sign) != _shape(_UNKNOWN)


def _shape(sign: str) -> bytes:
    found = font(24).getmask(sign)
    return bytes(found) + bytes(str(found.size), "ascii")


def fitted(text: str, *, width: int, sizes: range, most: dict[int, int]) -> tuple[int, list[str]]:
    """The largest of `sizes` at which it fits, and its lines; at most as many as `most` says for
    that size. At the last size words are broken that no line has room for, and what is too long
    ends in an ellipsis."""
    for size in sizes:
        lines = wrapped(text.split(), font(size), width)
        if len(lines) <= most[size] and all(font(size).getlength(it) <= width for it in lines):
            return size, _balanced(lines, font(size), width)
    last = font(sizes[-1])
    words = [part for word in text.split() for part in _broken(word, last, width)]
    return sizes[-1], _cut(wrapped(words, last, width), last, width, most[sizes[-1]])


def wrapped(words: list[str], font: Font, width: int) -> list[str]:
    """In lines that are no wider, but for a word that is too wide itself."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(lines: list[str], font: Font, width: int) -> list[str]:
    """As many lines, but the last one no stub."""
    words = " ".join(lines).split()
    for narrower in range(width // 2, width, 40):
        tried = wrapped(words, font, narrower)
        if len(tried) == len(lines) and all(font.getlength(it) <= narrower for it in tried):
            return tried
    return lines


def _broken(word: str, font: Font, width: int) -> list[str]:
    if font.getlength(word) <= width:
        return [word]
    end = next(at for at in range(len(word), 0, -1) if font.getlength(word[:at]) <= width)
    return [word[:end], *_broken(word[end:], font, width)]


def _cut(lines: list[str], font: Font, width: int, most: int) -> list[str]:
    """No more than so many; what is left out shows as an ellipsis."""
    kept = [_shorter(line, font, width) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _shorter(kept[-1].rstrip("…") + "…", font, width)
    return kept


def _shorter(line: str, font: Font, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    line = line.rstrip("…")
    while line and font.getlength(f"{line.rstrip()}…") > width:
        line = line[:-1]
    return f"{line.rstrip(' ,.;:')}…"
