"""A letter as it leaves, for somebody to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from blog.outbox.compose import BadAddress, compose
from blog.outbox.leaving.outgoing import outgoing_of
from blog.outbox.model import PRIVATE, Letter

LEFT_OUT = "[link left out]"
_TOKEN = re.compile(r"\S*[\w-]{43}\S*", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Headers in their order, decoded; `source` is the letter byte for byte, but for a link that
    lets somebody in. Where it cannot be composed, `objection` says why."""

    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    source: str = ""
    objection: str = ""


def as_it_leaves(letter: Letter, *, sender: tuple[str, str]) -> Shown:
    outgoing = outgoing_of(letter)
    body = without_links(outgoing.body) if letter.about in PRIVATE else outgoing.body
    try:
        composed = compose(replace(outgoing, body=body), sender=sender)
        source = composed.as_bytes().decode("ascii", "replace").replace("\r\n", "\n")
        return Shown(headers=tuple(_headers(source)), body=body, source=source)
    except BadAddress as bad:
        return Shown(body=body, objection=str(bad))


def without_links(body: str) -> str:
    """Whoever read it there could come in as somebody else."""
    return _TOKEN.sub(LEFT_OUT, body)


def _headers(source: str) -> Iterator[tuple[str, str]]:
    head, _, _ = source.partition("\n\n")
    for line in head.replace("\n ", " ").replace("\n\t", " ").splitlines():
        name, _, value = line.partition(": ")
        if name not in _OF_THE_ENCODING:
            yield name, _decoded(value.strip())


_OF_THE_ENCODING = frozenset(("MIME-Version", "Content-Type", "Content-Transfer-Encoding"))


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError):
        return value
