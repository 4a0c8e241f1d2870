"""What was typed into the search, taken apart; whatever it is, it is no error."""

import re
from dataclasses import dataclass

from blog.text.fold import words_in
from blog.text.plain import one_line

LONGEST = 200
_MOST_WORDS = 12
_SHORTEST_BEGINNING = 3
_QUOTED = re.compile('["“”„«»]([^"“”„«»]+)["“”„«»]')
# Between these stands one word, or what its writer takes for one: e-mail, don't, 東京.
_GAPS = re.compile(r"""[\s,;:/|()\[\]{}<>+*&!?.="“”„«»…]+""")


@dataclass(frozen=True, kw_only=True)
class Term:
    """Folded words that stand side by side; the last may be the beginning of one."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`typed` is shown again. Every term has to be there."""

    typed: str = ""
    terms: tuple[Term, ...] = ()

    @property
    def apart(self) -> tuple[Term, ...]:
        """Each word for itself, once."""
        found = {
            word: Term(words=(word,), is_beginning=term.is_beginning and word == term.words[-1])
            for term in self.terms
            for word in term.words
        }
        return tuple(found.values())


def asked_for(typed: str) -> Asked:
    """At most twelve words of the first two hundred signs."""
    line = one_line(typed[: 2 * LONGEST])[:LONGEST]
    quoted = [_term(it, is_beginning=False) for it in _QUOTED.findall(line)]
    rest = [_term(it) for it in _GAPS.split(_QUOTED.sub(" ", line))]
    return Asked(typed=line, terms=_few(dict.fromkeys(it for it in [*quoted, *rest] if it.words)))


def _term(typed: str, *, is_beginning: bool = True) -> Term:
    words = tuple(words_in(typed))[:_MOST_WORDS]
    return Term(
        words=words,
        is_beginning=is_beginning and bool(words) and len(words[-1]) >= _SHORTEST_BEGINNING,
    )


def _few(terms: dict[Term, None]) -> tuple[Term, ...]:
    few, left = list[Term](), _MOST_WORDS
    for term in terms:
        if len(term.words) <= left:
            few.append(term)
            left -= len(term.words)
    return tuple(few)
