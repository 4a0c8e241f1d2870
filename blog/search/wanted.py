"""What is looked for, in the language of each database. Words are letters and digits only, so
that quoting them is enough."""

from collections.abc import Sequence

from blog.search.asked import Term


def for_sqlite(terms: Sequence[Term], *, titled: Sequence[Term] = (), whole: bool = False) -> str:
    """All the terms, and any of `titled` in the title; with `whole` no beginnings."""
    each = " AND ".join(_phrase(it, whole=whole) for it in terms)
    if not titled:
        return each
    in_title = " OR ".join(_phrase(it, whole=whole) for it in titled)
    return f"({each}) AND (title : ({in_title}))"


def for_postgresql(
    terms: Sequence[Term], *, titled: Sequence[Term] = (), whole: bool = False
) -> str:
    """The same as a tsquery is written; that words stand side by side it does not ask."""
    each = " & ".join(_words(it, whole=whole) for it in terms)
    if not titled:
        return each
    in_title = " | ".join(f"({_words(it, whole=whole, before='=')})" for it in titled)
    return f"({each}) & ({in_title})"


def side_by_side(terms: Sequence[Term], *, whole: bool = False) -> list[str]:
    """What a text with gaps around it has to hold for the words of each term to stand together."""
    ends = {it: "" if it.is_beginning and not whole else " " for it in terms}
    return [f" {' '.join(it.words)}{ends[it]}" for it in terms if len(it.words) > 1]


def _phrase(term: Term, *, whole: bool) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.is_beginning and not whole else "")


def _words(term: Term, *, whole: bool, before: str = "") -> str:
    *first, last = (f"'{before}{word}'" for word in term.words)
    return " & ".join([*first, f"{last}:*" if term.is_beginning and not whole else last])
