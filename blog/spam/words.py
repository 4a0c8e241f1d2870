"""The owner's list of words: whole words, phrases, prefixes and networks, one a line."""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

_WORD = re.compile(r"[\w*]+")
_FOUND = re.compile(r"\w+")
_LONGEST_TEXT = 70_000  # more than any form lets through


@dataclass(frozen=True, kw_only=True)
class WordList:
    """`phrases` by their first word; a prefix is kept without its star, with its whole line."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    prefixes: dict[str, str]
    longest_prefix: int
    networks: tuple[tuple[IPv4Network | IPv6Network, str], ...]

    def __bool__(self) -> bool:
        return bool(self.phrases or self.prefixes or self.networks)

    def found_in(self, text: str) -> str | None:
        """The first line of the list that the text has in it, as the owner wrote it."""
        words = _FOUND.findall(text[:_LONGEST_TEXT].casefold())
        for at, word in enumerate(words):
            for phrase, line in self.phrases.get(word, ()):
                if _stands_at(phrase, words, at):
                    return line
            if prefixed := self._prefix_of(word):
                return prefixed
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

    def _prefix_of(self, word: str) -> str | None:
        lengths = range(1, min(len(word), self.longest_prefix) + 1)
        return next((self.prefixes[word[:n]] for n in lengths if word[:n] in self.prefixes), None)


@lru_cache(8)
def words_in(lines: str) -> WordList:
    """Read a list once. A line is a word or several in a row; a star at the end of a line stands
    for any ending; an address or a network in slash notation is matched on where a comment
    comes from. What has neither letters nor digits is passed over."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    prefixes: dict[str, str] = {}
    networks: list[tuple[IPv4Network | IPv6Network, str]] = []
    for line in dict.fromkeys(stripped for it in lines.splitlines() if (stripped := it.strip())):
        words = tuple(_WORD.findall(line.casefold()))
        if network := _network(line):
            networks.append((network, line))
        elif len(words) == 1 and words[0].rstrip("*") and words[0].endswith("*"):
            prefixes[words[0].rstrip("*")] = line
        elif words and words[0].strip("*"):
            phrases.setdefault(words[0].strip("*"), []).append((words, line))
    return WordList(
        phrases={word: tuple(found) for word, found in phrases.items()},
        prefixes=prefixes,
        longest_prefix=max(map(len, prefixes), default=0),
        networks=tuple(networks),
    )


def _network(line: str) -> IPv4Network | IPv6Network | None:
    if "." not in line and ":" not in line:
        return None
    try:
        return ip_network(line, strict=False)
    except ValueError:
        return None


def _stands_at(phrase: tuple[str, ...], words: list[str], at: int) -> bool:
    there = words[at : at + len(phrase)]
    if len(there) < len(phrase) or there[:-1] != [word.strip("*") for word in phrase[:-1]]:
        return False
    last = phrase[-1]
    if last.endswith("*"):
        return there[-1].startswith(last.rstrip("*"))
    return there[-1] == last.strip("*")
