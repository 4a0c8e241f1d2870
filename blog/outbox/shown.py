"""A letter as it leaves, for somebody to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from blog.outbox.compose import BadAddress, compose
from blog.outbox.model import Letter
from blog.outbox.outgoing import outgoing_of


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Headers in their order, decoded; `source` is the letter byte for byte. Where it cannot be
    composed, `objection` says why."""

    headers: tuple[tuple[str, str], ...] = ()
    source: str = ""
    objection: str = ""


def as_it_leaves(letter: Letter, *, sender: tuple[str, str]) -> Shown:
    try:
        composed = compose(outgoing_of(letter), sender=sender)
        source = composed.as_bytes().decode("ascii", "replace").replace("\r\n", "\n")
        return Shown(headers=tuple(_headers(source)), source=source)
    except BadAddress as bad:
        return Shown(objection=str(bad))


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
