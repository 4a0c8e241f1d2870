"""Looking for words in what is published: one function for both databases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, func, select, text
from sqlalchemy.orm import Session

from blog.posts.model import Kind, Post, Standing
from blog.search.asked import Asked, Term
from blog.search.model import Sought
from blog.search.ranking import Candidate, ranked
from blog.search.wanted import for_postgresql, for_sqlite, side_by_side

MOST = 200
_READ, _LOOKED_AT = 80, 4_000  # of the best so many are read, so many signs of each
_SHOWN = 80_000  # signs of HTML in which the words are looked for to be shown
_MOST_CHECKED = 500
# bound for bound: the newest are looked at where a word is in very many
_ON_SQLITE = text(
    "SELECT rowid FROM sought_words WHERE sought_words MATCH :words ORDER BY rowid DESC LIMIT :most"
)
# The planner does not know that a row's words lie apart from the row, and would read them all.
_BY_INDEX = text(
    "SELECT set_config('enable_seqscan', :on, true), set_config('enable_indexscan', :on, true)"
)
_ON_POSTGRESQL = text(
    "SELECT post_id FROM sought WHERE lexemes @@ CAST(:words AS tsquery) "
    "ORDER BY post_id DESC LIMIT :most"
)
_CHECKED = text(
    "SELECT post_id FROM sought WHERE post_id = ANY(:ids) AND NOT EXISTS ("
    "SELECT FROM unnest(CAST(:phrases AS text[])) AS phrase WHERE NOT ("
    "strpos(' ' || title || ' ', phrase) > 0 OR strpos(' ' || lead || ' ', phrase) > 0 OR "
    "strpos(' ' || filed || ' ', phrase) > 0 OR strpos(' ' || body || ' ', phrase) > 0)) "
    "ORDER BY post_id DESC LIMIT :most"
)
# written into the statement: as hundreds of parameters they would cost more than what is asked
_IDS: BindParameter[Collection[int]] = bindparam("ids", expanding=True, literal_execute=True)
# That a post is published is seen to afterwards: SQLite would look for the few among all that are.
_HEADS = (
    select(Sought.title, Sought.lead, Sought.filed, Post.id, Post.standing, Post.published_at)
    .join(Post, Post.id == Sought.post_id)
    .where(Sought.post_id.in_(_IDS))
)
_BODIES = select(Sought.post_id, func.substr(Sought.body, 1, _LOOKED_AT).label("body")).where(
    Sought.post_id.in_(_IDS)
)
_HITS = select(
    Post.id,
    Post.kind,
    Post.slug,
    Post.title,
    Post.lead,
    Post.published_at,
    func.substr(Post.html, 1, _SHOWN).label("html"),
).where(Post.id.in_(_IDS))


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A published post or page; of long ones `html` is the beginning."""

    id: int
    kind: Kind
    slug: str
    title: str
    lead: str
    published_at: datetime
    html: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of what was found. `total` is MOST where there are as many or more. `terms` are
    those that were looked for, `has_all` tells whether everything found has all of them."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    has_all: bool = True
    terms: tuple[Term, ...] = ()


def found(session: Session, asked: Asked, *, number: int, size: int) -> Found:
    """What has all the terms, the best first; or else what has some of their words. The first
    page is number 1. The same on both databases, whatever was typed."""
    if not asked.terms:
        return Found()
    ids = _ranked(session, _with_all(session, asked.terms), asked.terms)
    if ids or len(asked.apart) < 2:
        return _page(session, ids, asked.terms, number, size)
    some = _with_some(session, asked.apart)
    ids = _ranked(session, some, asked.apart, by_terms=True)
    return _page(session, ids, asked.apart, number, size, has_all=False)


def having(session: Session, terms: Sequence[Term], *, most: int) -> list[int]:
    """Which posts and pages have all of these terms; of more than that the latest."""
    return _matching(session, terms, most=most)


def _with_all(session: Session, terms: Sequence[Term]) -> list[int]:
    """Where there are too many to look at, those that say it in the title, then those that have
    the words whole, then the latest."""
    every = _matching(session, terms, most=MOST)
    if len(every) < MOST:
        return every
    titled = _matching(session, terms, titled=terms, most=MOST)
    if len(titled) < MOST and any(it.is_beginning for it in terms):
        titled += _matching(session, terms, whole=True, most=MOST)
    return list(dict.fromkeys([*titled, *every]))[:MOST]


def _with_some(session: Session, terms: Sequence[Term]) -> list[int]:
    """As many with each of the words, so that a rare one is not lost among the others."""
    most = MOST // len(terms)
    each = (_matching(session, [term], most=most) for term in terms)
    return list(dict.fromkeys(post_id for ids in each for post_id in ids))


def _matching(
    session: Session,
    terms: Sequence[Term],
    *,
    titled: Sequence[Term] = (),
    whole: bool = False,
    most: int,
) -> list[int]:
    if session.get_bind().dialect.name == "sqlite":
        words = for_sqlite(terms, titled=titled, whole=whole)
        return list(session.scalars(_ON_SQLITE, {"words": words, "most": most}))
    words = for_postgresql(terms, titled=titled, whole=whole)
    phrases = side_by_side(terms, whole=whole)
    session.execute(_BY_INDEX, {"on": "off"})
    few = {"words": words, "most": _MOST_CHECKED if phrases else most}
    ids = list(session.scalars(_ON_POSTGRESQL, few))
    session.execute(_BY_INDEX, {"on": "on"})
    if phrases and ids:
        checked = {"ids": ids, "phrases": phrases, "most": most}
        ids = list(session.scalars(_CHECKED, checked))
    return ids


def _ranked(
    session: Session, ids: Collection[int], terms: Sequence[Term], *, by_terms: bool = False
) -> list[int]:
    """By all but their texts first: of very many, reading those takes longest."""
    if not ids:
        return []
    heads = {
        post_id: Candidate(post_id=post_id, published_at=at, title=title, lead=lead, filed=filed)
        for title, lead, filed, post_id, standing, at in session.execute(_HEADS, {"ids": list(ids)})
        if standing is Standing.PUBLISHED and at
    }
    order = ranked(list(heads.values()), terms, by_terms=by_terms)
    texts = session.execute(_BODIES, {"ids": order[:_READ]}) if order else ()
    whole = [replace(heads[post_id], body=body) for post_id, body in texts]
    return ranked(whole, terms, by_terms=by_terms) + order[_READ:]


def _page(
    session: Session,
    ids: Sequence[int],
    terms: tuple[Term, ...],
    number: int,
    size: int,
    *,
    has_all: bool = True,
) -> Found:
    shown = ids[(number - 1) * size : number * size]
    there = {
        row.id: Hit(**row._mapping)
        for row in (session.execute(_HITS, {"ids": list(shown)}) if shown else ())
    }
    hits = tuple(there[it] for it in shown if it in there)
    return Found(hits=hits, total=len(ids), has_all=has_all, terms=terms)
