"""What a text says, without how it looks."""

import re
from html import unescape

_BLOCKS = frozenset(
    "address aside blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr li ol p pre section summary table td tfoot th thead tr ul".split()
)
_TAG = re.compile(r'</?([a-zA-Z][a-zA-Z0-9]*)(?:[^>"]|"[^"]*(?:"|$))*(?:>|$)')
_GAPS = re.compile(r"\s+")


def plain_text(html: str) -> str:
    """In one line, of HTML that was cleaned: whole tags, no script. It may end anywhere."""
    return _GAPS.sub(" ", unescape(_TAG.sub(_gap, html))).strip()


def _gap(tag: re.Match[str]) -> str:
    """Within a word a tag is nothing, between blocks it is a gap."""
    return " " if tag[1].lower() in _BLOCKS else ""
