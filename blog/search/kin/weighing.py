"""How near two posts are to each other: what they share, the rarer the more."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt


class What(StrEnum):
    TAG = "tag"
    CATEGORY = "category"
    WORD = "word"


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Something that two posts have in common, and how many posts have it in all."""

    what: What
    name: str
    posts: int


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A weight of 0 is no kinship at all; `reasons` say what it is made of."""

    weight: int
    reasons: tuple[str, ...] = ()


_TIMES = {What.TAG: 3, What.CATEGORY: 2, What.WORD: 1}
_AT_MOST = 24
_FEWEST_WORDS = 2


def weighed(shared: Sequence[Shared]) -> Weighed:
    """One word alone may be chance: without a category or a tag it takes two."""
    words = [it for it in shared if it.what is What.WORD]
    if len(words) == len(shared) < _FEWEST_WORDS:
        return Weighed(weight=0)
    return Weighed(weight=sum(map(_worth, shared)), reasons=tuple(map(_in_words, shared)))


def _worth(it: Shared) -> int:
    return _TIMES[it.what] * max(1, round(_AT_MOST / sqrt(max(2, it.posts) - 1)))


def _in_words(it: Shared) -> str:
    return f"the {it.what} “{it.name}”, which {it.posts} posts have"
