"""Signs in what was written."""

import re
import unicodedata
from itertools import pairwise

from blog.spam.signals import CERTAIN, Case, Signal
from blog.spam.words import WordList

_LINK = re.compile(r"https?://|(?<![/\w])www\.", re.IGNORECASE)
_WHOLE_LINK = re.compile(r"(?:https?://|(?<![/\w])www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_READ = 20_000  # of a longer text; what is looked for stands at the beginning as well
_FEWEST_CAPITALS = 20
_MOST_OF_LINKS = 90  # however many there are, they alone are no proof
_SCRIPTS = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"))


def many_links(case: Case) -> Signal | None:
    links, hold_at = len(_LINK.findall(case.submission.text)), case.limits.links_to_hold_at
    if not hold_at or links < hold_at:
        return None
    said = "one link" if links == 1 else f"{links} links"
    return Signal(said, min(_MOST_OF_LINKS, 15 * links))


def mostly_link(case: Case) -> Signal | None:
    """One that says hardly more than where to click."""
    text = case.submission.text[:_READ]
    linked = sum(map(len, _WHOLE_LINK.findall(text)))
    said = len(text.strip()) - linked
    return Signal("hardly more than a link", 30) if linked and linked > said else None


def mostly_capitals(case: Case) -> Signal | None:
    letters = [sign for sign in case.submission.text[:_READ] if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    if capitals < _FEWEST_CAPITALS or capitals < 0.7 * len(letters):
        return None
    return Signal("mostly capital letters", 20)


def mixed_scripts(case: Case) -> Signal | None:
    """Letters of two alphabets that look alike in one word, as in "раypal" with a Cyrillic а."""
    text = f"{case.submission.name} {case.submission.text[:_READ]}"
    if text.isascii():
        return None
    mixed = next((word for word in _WORD.findall(text) if _is_mixed(word)), None)
    return Signal(f"letters of two alphabets in “{mixed[:30]}”", 50) if mixed else None


def hold_word(case: Case) -> Signal | None:
    return _listed(case, case.limits.hold_words, "is to be held", 30)


def blocked_word(case: Case) -> Signal | None:
    return _listed(case, case.limits.block_words, "is blocked", CERTAIN)


def _listed(case: Case, words: WordList, what: str, weight: int) -> Signal | None:
    if not words:
        return None
    sent = case.submission
    for part, text in (
        *(("name", sent.name), ("e-mail", sent.email), ("website", sent.website)),
        ("text", sent.text),
    ):
        if line := words.found_in(text):
            return Signal(f"“{line[:60]}” in the {part} {what}", weight)
    if line := words.network_of(sent.address):
        return Signal(f"what comes from {line[:60]} {what}", weight)
    return None


def _is_mixed(word: str) -> bool:
    if word.isascii():
        return False
    found = [script for sign in word if (script := _script(sign)) in _SCRIPTS]
    return any(one != other for one, other in pairwise(found))


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]
