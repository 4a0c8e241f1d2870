"""The office itself among what is found: who looks for it is led to the page with its address."""

from collections.abc import Iterable

from blog.search.asked import Term
from blog.site.hours import DAYS
from blog.site.wishes import Wishes
from blog.text.fold import words_in

# What people call it who look for it; the rest is in the owner's settings.
_CALLED = (
    "contact contacts office address directions map visit location e-mail email mail phone "
    "telephone call opening openings hours open closed message inquiry drop line"
)
_SHORTEST = 3  # "us", "to" and "at" say nothing about anybody


def is_meant(terms: Iterable[Term], wished: Wishes) -> bool:
    """Whether every word that was looked for is one for the office."""
    known = {it for it in words_in(" ".join([_CALLED, *DAYS, *_of(wished)])) if _tells(it)}
    asked = [(word, it.is_beginning) for it in terms for word in it.words if _tells(word)]
    return bool(asked) and all(_is_known(word, known, is_part) for word, is_part in asked)


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST


def _of(wished: Wishes) -> tuple[str, ...]:
    return wished.name, wished.street, wished.city, wished.phone, wished.hours


def _is_known(word: str, known: set[str], is_part: bool) -> bool:
    return word in known or (is_part and any(it.startswith(word) for it in known))
