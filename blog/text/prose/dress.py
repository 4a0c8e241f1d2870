"""What a page adds to a text that was cleaned: anchors, pictures, colours of code, and places
that scroll.

It reads HTML as nh3 writes it: every tag closed, every attribute in double quotes, no `<` that
begins no tag."""

import re
import unicodedata
from collections import Counter
from html import unescape

from blog.text.pictures import Pictures
from blog.text.prose.code import Colours
from blog.text.prose.shot import shot

_ATTRIBUTES = r'(?: [a-z-]+="[^"]*")*'
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9]*)({_ATTRIBUTES})>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_HEADING = re.compile(rf"<h([1-6])({_ATTRIBUTES})>(.*?)</h\1>", re.DOTALL)
_ITEM = re.compile(r'<li((?: [a-z-]+="[^"]*")*) class="(task(?: task--done)?)"([^>]*)>(\s*<p>)?')
_CODE = re.compile(r'(<pre[^>]*><code class="language-([^" ]+)">)([^<]*)(?=</code></pre>)')
_OUTSIDE = re.compile(r"(?i)\s*(?:https?:|[/\\]{2})")
_LONGEST_SLUG = 80
# Anchors of the page around the text; tests/text/prose knows them all.
_RESERVED = re.compile(
    r"(?:main|line|respond|replies|preview|unsent|fn(?:ref)?\d.*|(?:comment|reply|line)-.*|.*-title)"
)
_REGIONS = {"table": "Table", "pre": "Code"}
# A heading within one of these is none of the text's own chapters.
_APART = frozenset("a blockquote dl figure li ol summary table ul".split())
_HEADINGS = frozenset(("h2", "h3", "h4"))
# Its sign is in the stylesheet: where there is none, as in a feed, the link shows nothing.
_LINK = '<a class="anchor" href="#{}" aria-label="Link to this section"></a>'


def dressed(html: str, pictures: Pictures) -> str:
    return _Dress(pictures).on(html)


class _Dress:
    """Of one text: its anchors are unique, and it knows what it is within."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._slugs: Counter[str] = Counter()
        self._regions: Counter[str] = Counter()
        self._links = 0
        self._apart = 0
        self._columns: list[bool] = []
        self._here = ""
        self._colours = Colours()

    def on(self, html: str) -> str:
        html = _HEADING.sub(self._heading, html)
        html = _ITEM.sub(_task, _TAG.sub(self._tag, html))
        return _CODE.sub(self._code, html)

    def _heading(self, found: re.Match[str]) -> str:
        """The page's own title is the only one of the first level."""
        level = max(2, int(found[1]))
        anchor = f' id="{self._anchor(found[3])}"' if level <= 4 else ""
        return f"<h{level}{anchor}{found[2]}>{found[3]}</h{level}>"

    def _anchor(self, words: str) -> str:
        slug = anchor_of(unescape(_TAG.sub("", words)))
        number = self._slugs[slug] = self._slugs[slug] + 1
        if number == 1:
            return slug
        numbered = f"{slug}-{number}"
        return self._anchor(numbered) if numbered in self._slugs else self._once(numbered)

    def _once(self, slug: str) -> str:
        self._slugs[slug] += 1
        return slug

    def _tag(self, found: re.Match[str]) -> str:
        end, tag, attributes = found.groups()
        if tag in _HEADINGS:
            return self._chapter(found[0], end, attributes)
        self._step(tag, end, attributes)
        if tag == "img":
            values = dict(_ATTRIBUTE.findall(attributes))
            return shot(values, self._pictures, in_link=self._links > 0)
        if tag == "a":
            self._links += -1 if end else 1
            return found[0] if end else f"<a{attributes}{_of_a_link(attributes)}>"
        if tag in _REGIONS:
            return self._region(end, tag, attributes)
        if tag == "section" and 'class="footnotes"' in attributes:
            return f'<section{attributes} aria-label="Footnotes">'
        return found[0]

    def _chapter(self, drawn: str, end: str, attributes: str) -> str:
        """With a link to itself, unless it stands apart from the text."""
        if not end:
            self._here = "" if self._apart else dict(_ATTRIBUTE.findall(attributes)).get("id", "")
            return drawn
        here, self._here = self._here, ""
        return f"{_LINK.format(here)}{drawn}" if here else drawn

    def _step(self, tag: str, end: str, attributes: str) -> None:
        """Into what stands apart, or out of it."""
        if tag in _APART:
            self._apart += -1 if end else 1
        elif tag == "div" and not end:
            self._columns.append('class="side"' in attributes)
            self._apart += self._columns[-1]
        elif tag == "div" and self._columns:
            self._apart -= self._columns.pop()

    def _code(self, found: re.Match[str]) -> str:
        """In colours, as long as there is not too much of it."""
        before, language, code = found.groups()
        drawn = self._colours.of(unescape(code), language)
        return found[0] if drawn is None else f"{before}{drawn}"

    def _region(self, end: str, tag: str, attributes: str) -> str:
        """What is wider than a phone moves by itself, with the keyboard as well."""
        if end:
            return f"</{tag}></div>" if tag == "table" else f"</{tag}>"
        self._regions[tag] += 1
        number = f" {self._regions[tag]}" if self._regions[tag] > 1 else ""
        region = f'role="region" tabindex="0" aria-label="{_REGIONS[tag]}{number}"'
        if tag == "table":
            return f'<div class="wide" {region}><table{attributes}>'
        return f"<{tag}{attributes} {region}>"


def anchor_of(words: str) -> str:
    """Letters and digits of any script, with hyphens between."""
    signs = (sign if _is_word(sign) else "-" for sign in unicodedata.normalize("NFC", words))
    slug = re.sub("-+", "-", "".join(signs).lower())[:_LONGEST_SLUG].strip("-")
    return f"{slug}-1" if _RESERVED.fullmatch(slug) else slug or "section"


def _is_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


def _of_a_link(attributes: str) -> str:
    values = dict(_ATTRIBUTE.findall(attributes))
    if values.get("class") == "footnote-backref":
        return ' aria-label="Back to the text"'
    return ' rel="noopener"' if _OUTSIDE.match(unescape(values.get("href", ""))) else ""


def _task(found: re.Match[str]) -> str:
    before, classes, after, paragraph = found.groups()
    done = classes.endswith("--done")
    state = 'checked aria-label="Done"' if done else 'aria-label="Not done"'
    box = f'<input type="checkbox" disabled {state}> '
    return f'<li{before} class="{classes}"{after}>{paragraph or ""}{box}'
