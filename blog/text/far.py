"""A text as it is shown far from its page: in a feed reader, which knows no page around it.

It reads HTML as post_html and comment_html write it: every tag closed, every attribute in double
quotes."""

import re
from html import escape, unescape
from urllib.parse import urljoin

_TAG = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"]*")?)*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
# Colours of code, and a heading's link to itself, whose sign is in our stylesheet.
_COLOURED = re.compile(r'<span class="hl-[a-z]+">([^<]*)</span>')
_ANCHOR = re.compile(r'<a class="anchor"[^<>]*></a>')
_IN_A_SRCSET = re.compile(r"(^|,\s*)([^\s,]+)")
_ADDRESSES = frozenset(("href", "src", "cite", "poster"))
# What makes sense only within our own page.
_LEFT_OUT = frozenset(
    "class role tabindex loading decoding fetchpriority aria-label aria-labelledby aria-hidden"
    "".split()
)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def far(html: str, *, url: str) -> str:
    """With whole addresses, as they are meant at `url`; what a reader could tick is a sign."""

    def tag(found: re.Match[str]) -> str:
        if found[1] == "input":
            return "☑" if " checked" in found[2] else "☐"
        return f"<{found[1]}{_ATTRIBUTE.sub(attribute, found[2])}>"

    def attribute(found: re.Match[str]) -> str:
        name, value = found.groups()
        if name in _LEFT_OUT:
            return ""
        if name in _ADDRESSES and value is not None:
            return f' {name}="{_whole(value, url)}"'
        if name == "srcset":
            each = _IN_A_SRCSET.sub(lambda it: f"{it[1]}{_whole(it[2], url)}", value or "")
            return f' srcset="{each}"'
        return found[0]

    return _TAG.sub(tag, _COLOURED.sub(r"\1", _ANCHOR.sub("", html)))


def legal(text: str) -> str:
    """Without the signs that XML cannot hold, however they are spelled."""
    return _NOT_IN_XML.sub("", text)


def _whole(address: str, url: str) -> str:
    if address.startswith(("https://", "http://")):
        return address
    try:
        return escape(urljoin(url, unescape(address)))
    except ValueError:  # it is no address anywhere
        return address
