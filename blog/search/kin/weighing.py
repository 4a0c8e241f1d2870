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
    posts: int


_TIMES = {What.TAG: 3, What.CATEGORY: 2, What.WORD: 1}
_AT_MOST = 24
_FEWEST_WORDS = 2


def weight_of(shared: Sequence[Shared]) -> int:
    """0 is no kinship at all. One word alone may be chance: without a category or a tag it takes
    two."""
    if len(shared) < _FEWEST_WORDS and all(it.what is What.WORD for it in shared):
        return 0
    return sum(map(_worth, shared))


def _worth(it: Shared) -> int:
    return _TIMES[it.what] * max(1, round(_AT_MOST / sqrt(max(2, it.posts) - 1)))
