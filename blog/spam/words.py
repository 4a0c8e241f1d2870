"""The owner's list of words: whole words, phrases, beginnings and networks, one a line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

_WORD = re.compile(r"[\w*]+")
_FOUND = re.compile(r"\w+")
_SIGNS = re.compile(r"[^\w\s*]")
_READ = 20_000  # of a longer text; what is looked for stands at the beginning as well
_Network = IPv4Network | IPv6Network
_Words = tuple[str, ...]
_Lines = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WordList:
    """However long the list is, and however often its words begin alike, a text is read once.

    `phrases` are words in a row, with the lines they stand in; `lengths` says how long those are
    that begin with a word. `beginnings` are looked for in the word after their key."""

    phrases: Mapping[_Words, _Lines] = field(default_factory=dict)
    lengths: Mapping[str, frozenset[int]] = field(default_factory=dict)
    beginnings: Mapping[_Words, Mapping[str, _Lines]] = field(default_factory=dict)
    before: frozenset[int] = frozenset()
    networks: tuple[tuple[_Network, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phrases or self.beginnings or self.networks)

    def found_in(self, text: str) -> str | None:
        """The first line of the list that the text has in it, as the owner wrote it."""
        read = text[:_READ].casefold()
        words = _FOUND.findall(read)
        asked: set[str] = set()  # a text may say one word thousands of times
        for line in (line for at in range(len(words)) for line in self._at(words, at)):
            if line not in asked and _stands_in(line, read):
                return line
            asked.add(line)
        return None

    def network_of(self, address: str) -> str | None:
        """The line of the network that an address belongs to."""
        try:
            found = ip_address(address.split("%")[0]) if self.networks else None
        except ValueError:
            return None
        if found is None:
            return None
        found = getattr(found, "ipv4_mapped", None) or found
        return next((line for network, line in self.networks if found in network), None)

    def _at(self, words: Sequence[str], at: int) -> Iterator[str]:
        for length in self.lengths.get(words[at], ()):
            yield from self.phrases.get(tuple(words[at : at + length]), ())
        for length in self.before:
            if length <= at and (known := self.beginnings.get(tuple(words[at - length : at]))):
                yield from _begun(words[at], known)


@lru_cache(8)
def words_in(lines: str) -> WordList:
    """Read a list once. A line is a word or several in a row; a star at the end of a line stands
    for any ending; signs in it, as in "/about-" or "loans.example", have to stand there as well;
    an address or a network in slash notation is matched on where a comment comes from. What has
    neither letters nor digits is passed over."""
    phrases: dict[_Words, _Lines] = {}
    lengths: dict[str, set[int]] = {}
    beginnings: dict[_Words, dict[str, _Lines]] = {}
    networks: list[tuple[_Network, str]] = []
    for line in dict.fromkeys(stripped for it in lines.splitlines() if (stripped := it.strip())):
        words = _words(line)
        if network := _network(line):
            networks.append((network, line))
        elif words and line.endswith("*"):
            begun = beginnings.setdefault(words[:-1], {})
            begun[words[-1]] = (*begun.get(words[-1], ()), line)
        elif words:
            phrases[words] = (*phrases.get(words, ()), line)
            lengths.setdefault(words[0], set()).add(len(words))
    return WordList(
        phrases=phrases,
        lengths={word: frozenset(found) for word, found in lengths.items()},
        beginnings=beginnings,
        before=frozenset(map(len, beginnings)),
        networks=tuple(networks),
    )


def may_be_listed(line: str) -> bool:
    """Whether a line would match anything."""
    return bool(_words(line) or _network(line.strip()))


def _words(line: str) -> _Words:
    found = (word.strip("*") for word in _WORD.findall(line.casefold()))
    return tuple(word for word in found if word)


def _begun(word: str, beginnings: Mapping[str, _Lines]) -> Iterator[str]:
    for length in range(1, len(word) + 1):
        yield from beginnings.get(word[:length], ())


def _stands_in(line: str, read: str) -> bool:
    """Its words do; its signs may not."""
    return not _SIGNS.search(line) or line.casefold().strip("*") in read


def _network(line: str) -> _Network | None:
    if "." not in line and ":" not in line:
        return None
    try:
        return ip_network(line, strict=False)
    except ValueError:
        return None
