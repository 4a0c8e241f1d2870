"""Which words of a post tell what it is about."""

from collections import Counter
from collections.abc import Iterable

_MOST = 12
_SHORTEST = 4
_TITLE, _LEAD = 6, 3
_MOST_TIMES = 5
_FEW, _ONE_IN = 3, 25


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """Those that more than one in 25 of these texts has, and more than three."""
    of_each = [set(text.split()) for text in texts]
    counted = Counter(word for words in of_each for word in words)
    most = max(_FEW, len(of_each) // _ONE_IN)
    return frozenset(word for word, times in counted.items() if times > most)


def telling_words(title: str, lead: str, body: str, *, common: frozenset[str]) -> list[str]:
    """At most twelve, those first that it says most often, above all in its title."""
    counted = Counter(body.split())
    points = Counter({word: min(times, _MOST_TIMES) for word, times in counted.items()})
    for words, worth in ((title, _TITLE), (lead, _LEAD)):
        points.update(dict.fromkeys(words.split(), worth))
    telling = (word for word in points if _may_tell(word) and word not in common)
    return sorted(telling, key=lambda word: (-points[word], word))[:_MOST]


def _may_tell(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()
