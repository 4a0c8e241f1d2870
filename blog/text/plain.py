"""Plain text: what is cleaned before it is kept, and small questions about words."""

import math
import re
import unicodedata

from anyascii import anyascii

from blog.text.fold import CJK

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_GAPS = re.compile(r"\s+")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
# Letters and symbols by their category that nevertheless show nothing.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_APOSTROPHES = frozenset("'’‘ʼ`´")
_GERMAN = str.maketrans(dict(zip("äöüÄÖÜ", "ae oe ue ae oe ue".split(), strict=True)))
# With these and no others beyond ASCII, a title is taken for a German one.
_LETTERS_OF_GERMANS = frozenset("äöüßÄÖÜẞéèêàâçÉÀ")
_LONGEST_SLUG = 100
_WORDS_A_MINUTE, _SIGNS_A_MINUTE = 230, 500
# A sign of these is about half a word. Korean has gaps: there words are counted.
_CJK = re.compile(f"[{CJK}]")


def clean_text(typed: str) -> str:
    """What was typed, but for signs no screen shows and no database takes (NUL, controls)."""
    return _CONTROLS.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(typed: str) -> str:
    """For names and subjects: one line, no signs that turn the reading direction around."""
    return _GAPS.sub(" ", _BIDI.sub("", _CONTROLS.sub("", _GAPS.sub(" ", typed)))).strip()


def is_blank(typed: str) -> bool:
    """Whether nothing in it would be seen, whatever Unicode calls it."""
    return all(sign in _INVISIBLE or unicodedata.category(sign)[0] in "ZC" for sign in typed)


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut between words where there is a gap."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] or cut).rstrip(" ,.;:") + "…"


def slug_from(title: str) -> str:
    """Letters, digits and hyphens, for an address; "post" where the title has none of them.

    Other scripts are written as they sound. ä, ö and ü become ae, oe and ue in German titles; in
    those of other languages, which have letters of their own beside, a, o and u."""
    text = unicodedata.normalize("NFKC", title)
    if _is_german(text):
        text = text.translate(_GERMAN)
    plain = "".join(_in_slug(sign) for sign in text)
    return _NOT_IN_SLUG.sub("-", plain).strip("-")[:_LONGEST_SLUG].rstrip("-") or "post"


def _is_german(text: str) -> bool:
    return all(sign in _LETTERS_OF_GERMANS for sign in text if sign.isalpha() and sign > "\x7f")


def _in_slug(sign: str) -> str:
    """What one sign becomes: a Chinese one is a word of its own, a picture says nothing."""
    if sign in _APOSTROPHES:
        return ""
    if unicodedata.category(sign)[0] not in "LMN":
        return "-"
    word = "".join(it for it in anyascii(sign).lower() if it.isalnum())
    return f"-{word}-" if unicodedata.name(sign, "").startswith("CJK") else word


def reading_minutes(text: str) -> int:
    """At least one. Words count, and in scripts without gaps between them the signs."""
    words, signs = _CJK.subn(" ", text)
    return max(1, math.ceil(len(words.split()) / _WORDS_A_MINUTE + signs / _SIGNS_A_MINUTE))


def initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isalnum()]
    signs = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in signs).upper() or "?"
