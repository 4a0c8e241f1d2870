"""What a long text holds: its chapters, and what stands in them, from the HTML that was made."""

import re
from dataclasses import dataclass

from blog.text.prose.plain import plain_text

FEWEST, SHORTEST_MINUTES = 3, 4
_MOST = 100
_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
# With which dress.py ends those that are the text's own, and not in a column or a quotation.
_ANCHOR = '<a class="anchor"'
_NOTE = re.compile(r'<sup class="footnote-ref">.*?</sup>')


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """`anchor` is the address within the page, without its #."""

    anchor: str
    words: str
    within: tuple["Chapter", ...] = ()


def contents(html: str, *, minutes: int) -> tuple[Chapter, ...]:
    """Empty for a text that is short or has few headings: it needs none. What comes before the
    first chapter stands beside the chapters; of very many only the chapters are left."""
    if minutes < SHORTEST_MINUTES:
        return ()
    own = [it for it in _HEADING.findall(html) if _ANCHOR in it[2]]
    if len(own) > _MOST:
        own = [it for it in own if it[0] == "2"][:_MOST]
    all_found = [(level, _chapter(anchor, inner)) for level, anchor, inner in own]
    found = [(level, it) for level, it in all_found if it.words]
    return tuple(_nested(found)) if len(found) >= FEWEST else ()


def _nested(found: list[tuple[str, Chapter]]) -> list[Chapter]:
    chapters: list[Chapter] = []
    is_open = False
    for level, it in found:
        if level == "3" and is_open:
            above = chapters.pop()
            it = Chapter(anchor=above.anchor, words=above.words, within=(*above.within, it))
        is_open = is_open or level == "2"
        chapters.append(it)
    return chapters


def _chapter(anchor: str, inner: str) -> Chapter:
    return Chapter(anchor=anchor, words=plain_text(_NOTE.sub("", inner)))
