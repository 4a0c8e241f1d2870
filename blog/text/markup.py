"""Markdown into HTML that is safe to show: the little readers may use. Editors' is in posts."""

import re
from functools import cache

import nh3
from markdown_it import MarkdownIt

from blog.text.paragraphs import paragraphs
from blog.text.prose.posts import post_html as post_html

_READERS_RULES = (
    "emphasis backticks link autolink linkify list blockquote fence code newline escape entity"
)
# Beyond this a reader's text gets paragraphs only: linkify needs quadratic time on some texts.
_LONGEST_MARKDOWN = 5_000
_READERS_TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
_LINK = re.compile(r"</?a\b[^>]*>")


def comment_html(text: str) -> str:
    """What a reader typed, as a small safe subset of Markdown; its links vouch for nothing."""
    if len(text) > _LONGEST_MARKDOWN:
        return paragraphs(text)
    return _readers_cleaner().clean(_readers_markdown().render(text)).strip()


def consent_html(markdown: str) -> str:
    """What a visitor is asked to agree to, in the owner's words: no more than words and links."""
    return _owners_cleaner().clean(_readers_markdown().render(markdown)).strip()


def without_links(html: str) -> str:
    """The same with its links as plain words, for a page that only their author can open."""
    return _LINK.sub("", html)


@cache
def _readers_markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"linkify": True, "html": False, "breaks": True})
    markdown.enable(_READERS_RULES.split())
    assert markdown.linkify is not None
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return markdown


@cache
def _readers_cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_READERS_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel="nofollow ugc noopener",
    )


@cache
def _owners_cleaner() -> nh3.Cleaner:
    """As readers may write, and links into the site itself."""
    return nh3.Cleaner(
        tags=_READERS_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
