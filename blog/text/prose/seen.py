"""What a text holds, each thing with the line of the Markdown where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

# HTML that no post may hold, and that an editor may well have pasted.
_EMBEDDED = frozenset("iframe video audio object embed script form".split())


@dataclass(frozen=True, kw_only=True)
class Seen:
    """`tag` is h1 to h6, img, a, or one of what cannot be embedded; `address` is where a picture
    or a link points, `words` what it says; of a picture, its alternative text."""

    tag: str
    line: int
    address: str = ""
    words: str = ""


def seen_in(markdown: str, parser: MarkdownIt) -> Iterator[Seen]:
    """In their order."""
    draw, heading = parser.renderer, ""
    assert isinstance(draw, RendererHTML)
    for token in parser.parse(markdown):
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "html_block":
            yield from _read(token.content, token)
        elif token.type == "inline":
            html = draw.renderInline(token.children or [], parser.options, {})
            yield from _read(f"<{heading}>{html}</{heading}>" if heading else html, token)
            heading = ""


def _read(html: str, token: Token) -> list[Seen]:
    reader = _Reader(first=token.map[0] if token.map else 0)
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, *, first: int) -> None:
        super().__init__()
        self.found: list[Seen] = []
        self._first = first
        self._open: list[tuple[str, int, str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        line = self._first + self.getpos()[0]
        if tag == "img":
            words = values.get("alt", "").strip()
            self.handle_data(words)
            self.found.append(Seen(tag=tag, line=line, address=values.get("src", ""), words=words))
        elif tag in _EMBEDDED:
            self.found.append(Seen(tag=tag, line=line))
        elif (tag == "a" and "href" in values) or (len(tag) == 2 and tag[1] in "123456"):
            self._open.append((tag, line, values.get("href", ""), []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        for _, _, _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            _, line, address, said = self._open.pop()
            words = " ".join("".join(said).split())
            self.found.append(Seen(tag=tag, line=line, address=address, words=words))
