"""What is shown first: a rule over words, the same on each database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from blog.search.asked import Term

# What a term is worth at a place, and what it is worth there as the beginning of a word only. A
# word in a title counts for more than in all the places after it.
_TITLE, _LEAD, _FILED, _BODY = (60, 40), (16, 10), (12, 8), (3, 2)
_MOST_TIMES = 4
_SAID_TOGETHER = 8


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Folded words, those of `body` only as far as they are looked at."""

    post_id: int
    published_at: datetime
    title: str
    lead: str
    filed: str
    body: str = ""


def ranked(
    found: Sequence[Candidate], terms: Sequence[Term], *, by_terms: bool = False
) -> list[int]:
    """The best first, of equal ones the newest; `by_terms` puts first what has most of them."""

    def key(it: Candidate) -> tuple[int, int, datetime, int]:
        points = [worth(it, term) for term in terms]
        there = sum(map(bool, points)) if by_terms else 0
        return there, sum(points) + _together(it, terms), it.published_at, it.post_id

    return [it.post_id for it in sorted(found, key=key, reverse=True)]


def worth(it: Candidate, term: Term) -> int:
    """How much this term says for that post."""
    words = f" {' '.join(term.words)}"
    places = ((it.title, _TITLE), (it.lead, _LEAD), (it.filed, _FILED))
    points = sum(_at(words, place, worths, term) for place, worths in places)
    if not it.body:
        return points
    body = f" {it.body} "
    times = body.count(f"{words} ")
    begun = body.count(words) - times if term.is_beginning else 0
    return points + _BODY[0] * min(times, _MOST_TIMES) + _BODY[1] * min(begun, _MOST_TIMES)


def _at(words: str, place: str, worths: tuple[int, int], term: Term) -> int:
    text = f" {place} "
    if f"{words} " in text:
        return worths[0]
    return worths[1] if term.is_beginning and words in text else 0


def _together(it: Candidate, terms: Sequence[Term]) -> int:
    """Words said in the order in which they were asked for."""
    if len(terms) < 2:
        return 0
    words = " ".join(word for term in terms for word in term.words)
    return sum(
        _SAID_TOGETHER for place in (it.title, it.lead, it.body) if f" {words}" in f" {place}"
    )
