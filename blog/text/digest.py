"""The same number for the same words, whatever stands between them."""

import hashlib
import re

_WORDS = re.compile(r"\w+")
_FEWEST_LETTERS = 25  # "Thank you so much!" is said by many


def digest(text: str) -> str:
    """Empty for a text so short that people say it independently of one another."""
    letters = "".join(_WORDS.findall(text.casefold()))
    if len(letters) < _FEWEST_LETTERS:
        return ""
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()[:32]
