"""HTML of ours as plain words, and the first of them where nobody has said what a text is about."""

import re
from html import unescape

from blog.text.plain import one_line, shortened

_APART = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|br|hr|pre|blockquote|figure|figcaption|table|tr|td|th"
    r"|section|details|summary|nav)\b[^>]*>"
)
_ENDS = ("</p>", "<br>", "</li>", "</pre>")
_TAG = re.compile(r"<[^>]*>")
# What stands in a text without being part of what it says first.
_BESIDE = re.compile(r"<(h[1-6]|pre|figure|table|nav|sup|script|style)\b.*?(?:</\1>|\Z)", re.DOTALL)
_LOOKED_AT = 6_000  # signs of HTML: many more than the first words need


def words_of(html: str) -> str:
    """All that it says, in one line. `html` is sanitised, so that no tag has a ">" in it."""
    return one_line(unescape(_TAG.sub("", _APART.sub(" ", html))))


def words_of_comment(html: str) -> str:
    """The same of what comment_html made, which has few tags: a page holds a hundred of them."""
    html = str(html)  # Markup would escape what is looked for in it
    for end in _ENDS:
        html = html.replace(end, " ")
    words = " ".join(_TAG.sub("", html).split())
    return unescape(words) if "&" in words else words


def opening(html: str, length: int) -> str:
    """Its first words, at most `length` characters, cut between words; not those of headings,
    pictures, tables or code unless there are no others. Empty where there are none at all."""
    start = html[:_LOOKED_AT]
    if len(html) > _LOOKED_AT:
        start = start[: start.rfind("<")] if start.rfind("<") > start.rfind(">") else start
    return shortened(words_of(_BESIDE.sub(" ", start)) or words_of(start), length)
