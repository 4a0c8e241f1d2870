"""Finding the kin of a post among all that are published."""

from collections import defaultdict

from sqlalchemy.orm import Session

from blog.search import store as search
from blog.search.asked import Term
from blog.search.kin import store
from blog.search.kin.store import Family
from blog.search.kin.telling import telling_words
from blog.search.kin.weighing import Shared, What, weight_of

_MOST_WITH_A_WORD, _MOST_FILED_THERE = 60, 60
_LOOKED_AT = 24


def family_of(session: Session, post_id: int, *, common: frozenset[str]) -> Family | None:
    """None where the post is not to be found; `common` are words that tell nothing here."""
    words = store.words(session, post_id)
    if words is None:
        return None
    weights = dict[int, int]()
    if store.readable(session, [post_id]):
        telling = telling_words(words.title, words.lead, words.body, common=common)
        shared = _shared(session, post_id, telling)
        weights = {other: weight for other, it in shared.items() if (weight := weight_of(it))}
    return Family(
        post_id=post_id,
        version=words.version,
        weights=weights,
        nearest=_nearest(session, weights),
    )


def _shared(session: Session, post_id: int, telling: list[str]) -> dict[int, list[Shared]]:
    """With each other post, what it has in common."""
    found = dict(store.filed_with(session, post_id, most=_MOST_FILED_THERE))
    for word in telling:
        ids = search.having(session, [Term(words=(word,))], most=_MOST_WITH_A_WORD)
        if len(ids) < _MOST_WITH_A_WORD:
            found[What.WORD, word] = ids
    shared = defaultdict[int, list[Shared]](list)
    for (what, _), ids in found.items():
        for other in ids:
            if other != post_id:
                shared[other].append(Shared(what=what, posts=len(ids)))
    return shared


def _nearest(session: Session, weights: dict[int, int]) -> tuple[int, ...]:
    """Of equally near ones the newest."""
    order = sorted(weights, key=lambda it: (weights[it], it), reverse=True)[:_LOOKED_AT]
    dates = store.readable(session, order)
    near = sorted(dates, key=lambda it: (weights[it], dates[it], it), reverse=True)
    return tuple(near[: store.NEAREST])
