"""What decisions taught, and the opinion that follows from it: counting, and nothing else.

Each token weighs as much as it was seen more often in spam than in good texts, a token seen
seldom less. Their sum, over the root of how many there are and some more, is set against an edge
that is measured on the good texts themselves, each judged as if it had not been learned."""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from blog.learned.tokens import REQUEST, SHAPE

SURE = 0.9  # from this certainty on it is spam to the filter; chosen before any measurement
FALSE_ALARMS = 0.01  # how many of the good texts it has learned may lie beyond the edge
NEEDS_SPAM, NEEDS_GOOD = 50, 100  # with fewer good ones than 100 nobody can tell one in 100
_LOWEST_EDGE = 0.75
_UNSEEN = 0.3  # what is added to every count, so that "never so far" is not "never"
_SELDOM = 1.0
_SOME_MORE = 10  # tokens, lest two or three decide on a short text
_FEW = 10
_MANY_NEW_WORDS = 20
_DENSE, _CARRIED = 0.25, 0.03  # what tokens say on average: all of them, the telling ones
_LONG = 8
_STRONGEST = 3
_SURE_AT = math.log(SURE / (1 - SURE))

Words = Mapping[str, tuple[str, ...]]


class Kind(StrEnum):
    SPAM = "spam"
    GOOD = "good"


class Seen(NamedTuple):
    """In how many texts of each kind."""

    spam: int
    good: int


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """How much a book has learned, each text once; `edge` is None until it has been measured."""

    spam: int = 0
    good: int = 0
    edge: float | None = None
    needs_spam: int = NEEDS_SPAM
    needs_good: int = NEEDS_GOOD

    @property
    def speaks(self) -> bool:
        return self.spam >= self.needs_spam and self.good >= self.needs_good

    @property
    def words(self) -> str:
        """For the desk: what it knows, and whether it speaks."""
        seen = f"The filter has learned from {self.spam:,} spam and {self.good:,} good comments"
        if self.speaks:
            return f"{seen}, and speaks where it is sure."
        return f"{seen}. It is silent: it speaks from {self.needs_spam} and {self.needs_good} on."


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """How certain it is that a text is spam, from 0 to 1, and the words that say so most."""

    certainty: float
    words: tuple[str, ...] = ()

    @property
    def is_spam(self) -> bool:
        return self.certainty >= SURE


def opinion_of(found: Words, seen: Mapping[str, Seen], knowledge: Knowledge) -> Opinion | None:
    """What it makes of the tokens `found`; None where it has seen too little to say anything."""
    if knowledge.edge is None or not knowledge.speaks or _is_strange(found, seen):
        return None
    weigh = _scales(knowledge)
    weights = {token: weigh(*seen[token]) for token in found if token in seen}
    beyond = _sum(weights.values(), len(found)) - knowledge.edge
    if beyond > 0 and not _is_well_founded(found, weights):
        return None
    return Opinion(certainty=_certainty(beyond), words=_strongest(found, weights, beyond > 0))


def edge_of(
    goods: Iterable[Collection[str]], seen: Mapping[str, Seen], knowledge: Knowledge
) -> float:
    """Where spam begins: all but FALSE_ALARMS of the good texts lie below it. Never so low that
    a text would be called spam of which the filter hardly knows anything bad."""
    sums = sorted(sums_without_themselves(goods, Kind.GOOD, seen, knowledge), reverse=True)
    return max(sums[int(FALSE_ALARMS * len(sums))], _LOWEST_EDGE)


def sums_without_themselves(
    texts: Iterable[Collection[str]], kind: Kind, seen: Mapping[str, Seen], knowledge: Knowledge
) -> list[float]:
    """What learned texts would come to, had each of them alone not been learned."""
    spam, good = int(kind is Kind.SPAM), int(kind is Kind.GOOD)
    weigh = _scales(Knowledge(spam=knowledge.spam - spam, good=knowledge.good - good))

    def come_to(text: Collection[str]) -> float:
        others = [(seen[token].spam - spam, seen[token].good - good) for token in text]
        return _sum((weigh(*it) for it in others if it != (0, 0)), len(text))

    return [come_to(text) for text in texts]


def _sum(weights: Iterable[float], tokens: int) -> float:
    return sum(weights) / math.sqrt(tokens + _SOME_MORE)


def _scales(knowledge: Knowledge) -> Callable[[int, int], float]:
    """What a token weighs that was seen so often; the same question comes up again and again."""
    spams, goods = knowledge.spam + 2 * _UNSEEN, knowledge.good + 2 * _UNSEEN

    def weigh(spam: int, good: int) -> float:
        ratio = (spam + _UNSEEN) / spams * goods / (good + _UNSEEN)
        return math.log(ratio) * (spam + good) / (spam + good + _SELDOM)

    return weigh


def _is_strange(found: Words, seen: Mapping[str, Seen]) -> bool:
    """No word of it is known, or hardly a good text had its shape."""
    shape = next((token for token in found if token.startswith(SHAPE)), "")
    knows = any(words and token in seen for token, words in found.items())
    return not knows or shape not in seen or seen[shape].good < _FEW


def _is_well_founded(found: Words, weights: Mapping[str, float]) -> bool:
    """Not by small words alone, nor by the length of a text that is full of new words."""
    new = sum(token not in weights for token, words in found.items() if words == (token,))
    carried = sum(weights[token] for token in weights if weights[token] > 0 and _carries(token))
    is_dense = sum(weights.values()) >= _DENSE * len(found)
    return (new <= _MANY_NEW_WORDS or is_dense) and carried >= _CARRIED * len(found)


def _carries(token: str) -> bool:
    """Links, requests and longer words go with a subject; "hi" and "my" are spam's words in one
    place and everybody's in another."""
    if token[0] in "@." or "#link" in token or token.startswith(("#beside links", REQUEST)):
        return True
    return token[0] != "#" and len(token.strip("^$ ")) >= _LONG


def _certainty(beyond: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, beyond + _SURE_AT))))


def _strongest(found: Words, weights: Mapping[str, float], is_spam: bool) -> tuple[str, ...]:
    """A word counts with all tokens it is part of; those of a pair share what the pair says."""
    said: dict[str, float] = {}
    for token, weight in weights.items():
        for word in found[token]:
            said[word] = said.get(word, 0.0) + weight / len(found[token])
    sign = 1 if is_spam else -1
    ranked = sorted(said, key=lambda word: (-sign * said[word], word))
    return tuple(word for word in ranked[:_STRONGEST] if sign * said[word] > 0)
