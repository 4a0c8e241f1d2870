"""HTML of ours as plain words, and the first of them where nobody has said what a text is about."""

import re
from html import unescape

from blog.text.plain import one_line, shortened
from blog.text.prose.plain import plain_text

_ENDS = ("</p>", "<br>", "</li>", "</pre>")
_TAG = re.compile(r"<[^>]*>")
# What stands in a text without being part of what it says first.
_BESIDE = re.compile(r"<(h[1-6]|pre|figure|table|nav|sup|script|style)\b.*?(?:</\1>|\Z)", re.DOTALL)
_LOOKED_AT = 6_000  # signs of HTML: many more than the first words need


def words_of_comment(html: str) -> str:
    """What a text says that comment_html made. It has few tags, and a page holds a
    hundred: plain_text says the same, and takes more than twice as long."""
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
    words = plain_text(_BESIDE.sub(" ", start)) or plain_text(start)
    return shortened(one_line(words), length)
