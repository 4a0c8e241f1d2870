"""What of a post is found by search: its words, in the places that count differently."""

import hashlib
from collections.abc import Collection

from blog.text.fold import words_in
from blog.text.prose.plain import plain_text

_LONGEST_HTML = 2_000_000
# PostgreSQL keeps the words of one row in one megabyte at most.
_MOST_OF_TEXT, _MOST_OF_ALL_ELSE = 400_000, 40_000


def of_line(text: str) -> str:
    """Of a title, a lead or names: folded, with a gap between."""
    return _joined(text, _MOST_OF_ALL_ELSE)


def of_html(html: str) -> str:
    """Of the text itself; a very long one is found by its beginning."""
    return _joined(plain_text(html[:_LONGEST_HTML]), _MOST_OF_TEXT)


def of_names(names: Collection[str]) -> str:
    return of_line(" ".join(sorted(names)))


def mark_of(names: Collection[str]) -> str:
    """Tells names from any others."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:16] if names else ""


def _joined(text: str, most: int) -> str:
    words = " ".join(words_in(text))
    if len(words) * 4 <= most or len(raw := words.encode()) <= most:
        return words
    return raw[:most].decode(errors="ignore").rpartition(" ")[0]
