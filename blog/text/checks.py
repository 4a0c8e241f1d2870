"""What an editor may want to look at before a text is published: hints, no obstacles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from blog.text.plain import is_blank, shortened

LONGEST_TITLE = 70
"""What search engines and share cards show of a title, in characters, more or less."""

LONGEST_DESCRIPTION = 160
_HEADING = re.compile(r"<h([2-6])(?: [^>]*)?>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r"<img [^>]*>")
_ALT = re.compile(r' alt="([^"]*)"')
_ELSEWHERE = re.compile(r'<(?:a|span) class="elsewhere"[^>]*>(.*?)</(?:a|span)>', re.DOTALL)
_H1 = re.compile(r"^ {0,3}#(?!#)[ \t]", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]*>")
_SAYS_NOTHING = frozenset(
    ("click here", "here", "click", "this", "link", "this link", "read more", "more", "this page")
)
_QUOTED = 60


@dataclass(frozen=True, kw_only=True)
class Hint:
    """`words` say what it is about and what helps; `where` quotes the place, if there is one."""

    words: str
    where: str = ""


def hints(
    *,
    title: str,
    markdown: str,
    html: str,
    lead: str = "",
    description: str = "",
    has_picture: bool = False,
    picture_alt: str = "",
    picture_decorative: bool = False,
) -> tuple[Hint, ...]:
    """`html` is what was made of the `markdown`, as it will be shown."""
    found = [*_of_title(title), *_of_lead(lead, description)]
    if has_picture and not picture_decorative and is_blank(picture_alt):
        found.append(Hint(words="The featured picture has no words for those who cannot see it."))
    found += [*_of_headings(markdown, html), *_of_links(html), *_of_pictures(html)]
    return tuple(dict.fromkeys(found))


def _of_title(title: str) -> Iterator[Hint]:
    if is_blank(title):
        yield Hint(words="There is no title. It will be made from the first words.")
    elif len(title) > LONGEST_TITLE:
        yield Hint(
            words=f"The title has {len(title)} characters. Lists and search engines show about "
            f"{LONGEST_TITLE}."
        )


def _of_lead(lead: str, description: str) -> Iterator[Hint]:
    if is_blank(lead) and is_blank(description):
        yield Hint(words="There is no excerpt: lists and search engines have nothing to show.")
    if len(description) > LONGEST_DESCRIPTION:
        yield Hint(
            words=f"The description has {len(description)} characters. Search engines show about "
            f"{LONGEST_DESCRIPTION}."
        )


def _of_headings(markdown: str, html: str) -> Iterator[Hint]:
    if _H1.search(_FENCE.sub("", markdown)):
        yield Hint(
            words="A heading with a single # is made one with ##, for the title is the first."
        )
    level = 1
    for found in _HEADING.finditer(html):
        here, words = int(found[1]), _text_of(found[2])
        if is_blank(words):
            yield Hint(words="A heading is empty.")
        elif here > level + 1:
            yield Hint(
                words=f"A heading jumps from level {level} to level {here}. Screen readers take "
                "that for a part that is missing.",
                where=shortened(words, _QUOTED),
            )
        level = here


def _of_links(html: str) -> Iterator[Hint]:
    for address, inside in _LINK.findall(html):
        alts = " ".join(_ALT.findall(inside))
        words = f"{_text_of(inside)} {unescape(alts)}".strip()
        if is_blank(words):
            yield Hint(words="A link has no words.", where=shortened(unescape(address), _QUOTED))
        elif words.casefold().strip(" .…>»→") in _SAYS_NOTHING:
            yield Hint(
                words="A link says nothing of where it leads. Name it after what is there.",
                where=shortened(words, _QUOTED),
            )


def _of_pictures(html: str) -> Iterator[Hint]:
    for image in _IMAGE.findall(html):
        alt = _ALT.search(image)
        if alt is None or is_blank(unescape(alt[1])):
            yield Hint(
                words="A picture has no words for those who cannot see it. If it is only "
                "decoration, that is right.",
            )
    for words in _ELSEWHERE.findall(html):
        yield Hint(
            words="A picture lies on another site, so it is shown as a link. Upload it here.",
            where=shortened(_text_of(words), _QUOTED),
        )


def _text_of(html: str) -> str:
    return unescape(_ANY_TAG.sub("", html)).strip()
