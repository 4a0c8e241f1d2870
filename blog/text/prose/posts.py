"""What editors write, as readers see it."""

import re

from markdown_it import MarkdownIt

from blog.text.paragraphs import paragraphs
from blog.text.pictures import Pictures
from blog.text.prose.clean import cleaned
from blog.text.prose.dress import dressed
from blog.text.prose.parse import parser

# Which make of post_html this is: another number whenever it makes something else of the same text.
MAKE = 1
# Signs a form takes; of a longer text nothing is shown but its paragraphs.
LONGEST = 1_000_000
# More of them than any text needs, fewer than would take a machine many seconds.
_MOST = {"[": 20_000, "*_": 100_000, "<": 100_000, "&~": 100_000, "|": 200_000}
_MOST |= {"\n": 100_000}
_MOST_QUOTES, _MOST_ADDRESSES, _MOST_NOTES, _MOST_OPEN = 3_000, 10_000, 2_000, 200
_BLOCKS = re.compile(r"\n[ \t]*\n")
_NOTE = re.compile(r"\[\^|\^\[")
_ADDRESS = re.compile(r"://|www\.|@|mailto:")
_RAW = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
# Their end may be left out, or they have none.
_ENDLESS = frozenset(
    "p li td th tr dt dd br hr img col wbr input source thead tbody tfoot colgroup option".split()
)


def post_html(markdown: str, *, pictures: Pictures | None = None) -> str:
    """Sanitised, whoever wrote it: an author is not trusted with script. Of the `pictures` of ours
    that it shows, each gets its size and its lighter variants. What would take too long to read
    is shown as it was typed."""
    if is_shown_as_typed(markdown):
        return paragraphs(markdown)
    html = parser_for(markdown).render(markdown)
    return dressed(cleaned(html), pictures or {}).strip()


def is_shown_as_typed(markdown: str) -> bool:
    """Whether it is too long, or too knotty, to be read as Markdown."""
    knotty = (sum(map(markdown.count, signs)) > most for signs, most in _MOST.items())
    return len(markdown) > LONGEST or any(knotty)


def parser_for(markdown: str) -> MarkdownIt:
    """With all that can be done for it in a short time."""
    return parser(
        raw=not _is_a_tangle(markdown),
        polished=_may_be_polished(markdown),
        notes=len(_NOTE.findall(markdown)) <= _MOST_NOTES,
    )


def _is_a_tangle(text: str) -> bool:
    """Whether so many tags stand open at once that to close them would take minutes."""
    depth = 0
    for end, tag in _RAW.findall(text):
        if tag.lower() not in _ENDLESS:
            depth += -1 if end else 1
        if depth > _MOST_OPEN:
            return True
    return False


def _may_be_polished(text: str) -> bool:
    """A quotation mark looks for its other half in all of its paragraph."""
    if len(_ADDRESS.findall(text)) > _MOST_ADDRESSES:
        return False
    if _quotes(text) <= _MOST_QUOTES:
        return True
    return all(_quotes(block) <= _MOST_QUOTES for block in _BLOCKS.split(text))


def _quotes(text: str) -> int:
    return text.count('"') + text.count("'")
