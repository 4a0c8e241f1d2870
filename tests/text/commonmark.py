"""The examples of CommonMark, and the named ways in which a post differs from them."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

from blog.text.prose.clean import cleaned
from tests.shared_data import shared

Event = tuple[str, ...]
_BLOCKS = frozenset(
    "p div ul ol li blockquote pre table thead tbody tr td th h1 h2 h3 h4 h5 h6 hr section dl dt "
    "dd figure figcaption details summary".split()
)


def examples() -> list[tuple[str, str]]:
    """Markdown, and the HTML it means."""
    read = json.loads(shared("badinput/markdown/commonmark-spec.json").read_text("utf-8"))
    return [(it["markdown"], it["html"]) for it in read]


def kinds_of_difference(ours: str, theirs: str) -> set[str] | None:
    """The names of all that has to be allowed for until both are the same; None if they never are.

    What the sanitiser does is done to theirs, by the very sanitiser; what a page adds is taken off
    ours."""
    kinds = _taken_out(theirs)
    ours, theirs = _plain(ours), _plain(cleaned(theirs))
    for name, (mend, theirs_too) in _ADDED.items():
        if events(ours) == events(theirs):
            return kinds
        mended, level = mend(ours), mend(theirs) if theirs_too else theirs
        if (mended, level) != (ours, theirs):
            kinds.add(name)
        ours, theirs = mended, level
    return kinds if events(ours) == events(theirs) else None


def _taken_out(html: str) -> set[str]:
    """By the sanitiser."""
    before, after = events(html), events(cleaned(html))
    kinds: set[str] = set()
    if before == after:
        return kinds
    if re.search(r"<!|<\?", html):
        kinds.add("comments and instructions are gone")
    kept, attributes = _names(after)
    tags, had = _names(before)
    if tags - kept:
        kinds.add("elements that are not allowed are gone, their words stay")
    if had - attributes:
        kinds.add("attributes that are not allowed are gone")
    return kinds or {"HTML that was left open is closed"}


def _names(found: list[Event]) -> tuple[set[str], set[str]]:
    tags = {it[1] for it in found if it[0] == "<"}
    return tags, {name for it in found if it[0] == "<" for name in it[2:]}


def _plain(html: str) -> str:
    """Without the attributes that every link, picture and block of code of ours has."""
    return re.sub(r' (?:loading|decoding|role|tabindex|aria-label|rel)="[^"]*"', "", html)


def _with_straight_quotes(html: str) -> str:
    curled = {"“": "&quot;", "”": "&quot;", "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."}
    for sign, plain in curled.items():
        html = html.replace(sign, plain)
    return html


def _without_bare_links(html: str) -> str:
    return re.sub(r'<a href="([^"]*)">([^<]*)</a>', _unless_it_has_words, html)


def _unless_it_has_words(found: re.Match[str]) -> str:
    bare = found[1].removeprefix("mailto:").removeprefix("http://")
    return found[2] if found[2].removeprefix("http://") == bare else found[0]


def _without_anchors(html: str) -> str:
    html = re.sub(r'<a class="anchor"[^>]*></a>', "", html)
    return re.sub(r'(<h[1-6]) id="[^"]*"', r"\1", html)


def _without_colours(html: str) -> str:
    return re.sub(r'<span class="hl-\w">|</span>', "", html)


def _with_lower_headings(html: str) -> str:
    return re.sub(r"<(/?)h1\b", r"<\1h2", html)


def _without_figures(html: str) -> str:
    figure = r"<figure>(.*?)<figcaption>(.*?)</figcaption></figure>"
    return re.sub(
        figure, lambda it: f"<p>{it[1].replace('<img', f'<img title={it[2]!r}')}</p>", html
    )


def _pictures_as_shots(html: str) -> str:
    return re.sub(r' (?:class="shot"|alt="")', "", html)


def _without_regions(html: str) -> str:
    return html.replace('<div class="wide">', "").replace("</table></div>", "</table>")


_ADDED: dict[str, tuple[Callable[[str], str], bool]] = {
    "headings have anchors": (_without_anchors, False),
    "the first level of heading is the second": (_with_lower_headings, True),
    "quotation marks and dashes are set as in print": (_with_straight_quotes, False),
    "bare addresses are links": (_without_bare_links, True),
    "a picture alone with a title is a figure": (_without_figures, False),
    "pictures have a class, and an alternative text, if an empty one": (_pictures_as_shots, True),
    "code has colours": (_without_colours, False),
    "tables stand in a place that scrolls": (_without_regions, False),
}


def events(html: str) -> list[Event]:
    """Its tags and words, without the white space that means nothing between blocks."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tidied()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[Event] = []
        self._in_pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_pre += tag == "pre"
        self._found.append(("<", tag, *(f"{name}={value or ''}" for name, value in sorted(attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._in_pre -= tag == "pre"
        self._found.append((">", tag))

    def handle_data(self, data: str) -> None:
        words = data if self._in_pre > 0 else re.sub(r"\s+", " ", data)
        if self._found and self._found[-1][0] == "text":
            words = self._found.pop()[1] + words
        self._found.append(("text", words))

    def handle_comment(self, data: str) -> None:
        self._found.append(("comment", data))

    def tidied(self) -> list[Event]:
        return [it for it in map(self._tidy, range(len(self._found))) if it != ("text", "")]

    def _tidy(self, at: int) -> Event:
        event = self._found[at]
        if event[0] != "text":
            return event
        words = event[1]
        if at == 0 or self._found[at - 1][1] in _BLOCKS | {"br"}:
            words = words.lstrip()
        if at == len(self._found) - 1 or self._found[at + 1][1] in _BLOCKS | {"br"}:
            words = words.rstrip()
        return ("text", words)
