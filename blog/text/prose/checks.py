"""What an editor may want to look at before a post is published: hints, never a refusal."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from blog.text.pictures import Pictures, names_in
from blog.text.prose.posts import is_shown_as_typed, parser_for
from blog.text.prose.seen import Seen, seen_in
from blog.text.prose.shot import host_of, is_elsewhere

LONGEST_TITLE = 65
_MOST_HINTS = 50
_ANCHOR = re.compile(r' id="([^"]+)"')
_VAGUE = frozenset(
    "click here|here|click|this|this link|link|this page|more|read more|learn more|see more|"
    "more info|details".split("|")
)
_LINES = {
    "first level": "The title is this page's only heading of the first level. Begin this one with "
    "## instead of #: it is shown like that already.",
    "no words": "This link has no words, so nobody can see or hear where it leads.",
    "no alt": "This picture has no words for people who cannot see it. Say in one sentence what it "
    "shows, or mark it as decorative.",
    "gone": "This picture is not among the pictures of this site. Readers will see a gap.",
    "lead": "There is no excerpt and no description, so lists and search engines show the "
    "first words of the text. An excerpt of your own reads better.",
    "featured": "The featured picture has no words for people who cannot see it. Say what it "
    "shows, or mark it as decorative.",
    "as typed": "This text is too long or too knotty to be read as Markdown. Readers will see it "
    "just as it was typed. Make two posts of it.",
}


@dataclass(frozen=True, kw_only=True)
class Hint:
    """`where` is a line of the text, "line 12", or empty."""

    words: str
    where: str = ""


def hints(
    *,
    title: str,
    markdown: str,
    html: str,
    pictures: Pictures,
    picture_id: int | None = None,
    picture_alt: str = "",
    picture_decorative: bool = False,
    lead: str | None = None,
    description: str | None = None,
) -> tuple[Hint, ...]:
    """At most 50, in the order of the text. `html` is what post_html made of `markdown`; without
    `lead` and `description` nobody is asked for them."""
    found = list(_of_the_title(title))
    if lead is not None and not lead.strip() and not (description or "").strip():
        found.append(Hint(words=_LINES["lead"]))
    if picture_id and not picture_decorative and not picture_alt.strip():
        found.append(Hint(words=_LINES["featured"]))
    if is_shown_as_typed(markdown):
        return (*found, Hint(words=_LINES["as typed"]))
    seen = list(seen_in(markdown, parser_for(markdown)))
    anchors = set(_ANCHOR.findall(html))
    rest = (_hint(words, it) for it in seen for words in _about(it, pictures, anchors))
    steps = list(_about_steps(it for it in seen if it.tag[0] == "h"))
    return tuple(islice([*found, *sorted([*rest, *steps], key=_line)], _MOST_HINTS))


def _of_the_title(title: str) -> Iterator[Hint]:
    length = len(title.strip())
    if not length:
        yield Hint(words="There is no title yet.")
    if length > LONGEST_TITLE:
        yield Hint(
            words=f"The title has {length} characters. Search engines cut it off after about "
            f"{LONGEST_TITLE}, and lists become hard to read."
        )


def _about(it: Seen, pictures: Pictures, anchors: set[str]) -> Iterator[str]:
    if it.tag == "h1":
        yield _LINES["first level"]
    elif it.tag == "img":
        yield from _about_a_picture(it, pictures)
    elif it.tag == "a":
        yield from _about_a_link(it, anchors)
    elif it.tag[0] != "h":
        yield (
            f"This piece of HTML ({it.tag}) is taken out, as it could load or run something from "
            "elsewhere. A link to it works."
        )


def _about_a_picture(it: Seen, pictures: Pictures) -> Iterator[str]:
    names = names_in(it.address)
    if names and names[0] not in pictures:
        yield _LINES["gone"]
    elif names:
        if not it.words and not pictures[names[0]].decorative:
            yield _LINES["no alt"]
    elif is_elsewhere(it.address):
        yield (
            f"This picture lies at {host_of(it.address)}. Readers see a link to it, so that nobody "
            "there learns who reads here. To show it, upload it."
        )
    elif not it.words:
        yield _LINES["no alt"]


def _about_a_link(it: Seen, anchors: set[str]) -> Iterator[str]:
    words = it.words.strip(" .…!»>→").casefold()
    if not it.words:
        yield _LINES["no words"]
    elif words in _VAGUE:
        yield f"“{it.words}” does not say where the link leads. Name the thing behind it."
    anchor = unquote(it.address.removeprefix("#"))
    if it.address.startswith("#") and anchor and anchor not in anchors:
        yield f"This link leads to “#{anchor}”, and no heading of this text has that address."


def _about_steps(headings: Iterable[Seen]) -> Iterator[Hint]:
    """The title is the first level."""
    before = 1
    for it in headings:
        level = max(2, int(it.tag[1]))
        if level > before + 1:
            words = (
                f"This heading skips a level. Begin it with {'#' * (before + 1)}, so that people "
                "who hear the page can follow."
            )
            yield _hint(words, it)
        before = level


def _hint(words: str, it: Seen) -> Hint:
    return Hint(words=words, where=f"line {it.line}")


def _line(hint: Hint) -> int:
    return int(hint.where.removeprefix("line "))
