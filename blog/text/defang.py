"""What a stranger typed, for a letter: read as it stands, and of no use as a link."""

import re
import textwrap

from blog.text.plain import one_line, shortened

_WEB = re.compile(r"(?i)\bhttp(?=s?:)")
_SCHEME = re.compile(
    r"(?i)(?<=[a-z0-9])(?<!hxxp)(?<!hxxps)://|(?<=\bmailto):|(?<=\btel):|(?<=\bsms):"
)
# Mail programs make links of names with a dot in them as well, and of dots that only look like one.
_DOT = re.compile(r"(?i)(?<=[^\W_])[.\u3002\uff0e\uff61](?=[^\W\d_]{2})|(?<=\bwww)\.")
_WIDTH = 72


def defanged(text: str) -> str:
    """hxxps://eve[.]example: people can read it, and no mail program makes a link of it."""
    return _DOT.sub("[.]", _SCHEME.sub(_bracketed, _WEB.sub("hxxp", text)))


def defanged_line(text: str, length: int) -> str:
    """A name or an address of a website, as one line of ours."""
    return defanged(shortened(one_line(text), length))


def quoted(text: str, length: int) -> str:
    """At most `length` characters of it, every line marked as somebody else's."""
    lines = defanged(shortened(text.strip(), length)).splitlines()
    wrapped = (line for typed in lines for line in _wrapped(typed))
    return "\n".join(f"> {line}".rstrip() for line in wrapped)


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def _bracketed(found: re.Match[str]) -> str:
    return f"[{found[0]}]"
