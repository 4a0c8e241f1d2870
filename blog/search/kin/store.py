"""Posts that belong together, in and out of the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, or_, select, text, tuple_
from sqlalchemy.orm import Session

from blog.posts.called import called_by
from blog.posts.listed.store import Listed
from blog.posts.model import Kind, Post, Standing
from blog.posts.store import OPENING
from blog.search.kin.weighing import What
from blog.search.model import Kin, Sought
from blog.terms.model import Category, PostCategory, PostTag, Tag

NEAREST, SHOWN = 8, 3
_LOOKED_AT, _SAMPLE = 4_000, 200
_NEWEST_FIRST = (Post.published_at.desc(), Post.id.desc())
_NAMES = [it.name for it in fields(Listed) if it.name != "sticky"]
_LISTED = [getattr(Post, name) for name in _NAMES]
# Read with each page of a post, so built once. That a post is published is seen to afterwards:
# SQLite would look for the few among all that are.
_OF = (
    select(*_LISTED, OPENING, Post.kind, Post.standing)
    .join(Kin, Kin.other_id == Post.id)
    .where(Kin.post_id == bindparam("post_id"))
    .order_by(Kin.weight.desc(), *_NEWEST_FIRST)
)
_WORDS = select(
    Sought.version, Sought.title, Sought.lead, func.substr(Sought.body, 1, _LOOKED_AT).label("body")
).where(Sought.post_id == bindparam("post_id"))
_IDS: BindParameter[Collection[int]] = bindparam("ids", expanding=True)
_THERE = select(Post.id, Post.kind, Post.standing, Post.published_at).where(Post.id.in_(_IDS))
_ABOUT = or_(Kin.post_id == bindparam("about"), Kin.other_id == bindparam("about"))
_PAIRS = select(Kin.post_id, Kin.other_id, Kin.weight).where(_ABOUT)
_NONE_OF_IT = delete(Kin).where(_ABOUT).execution_options(synchronize_session=False)
_FOUND = select(Sought.post_id).where(Sought.post_id.in_(_IDS))
_PLACE = func.row_number().over(
    partition_by=Kin.post_id, order_by=(Kin.weight.desc(), *_NEWEST_FIRST)
)
_PLACED = (
    select(Kin.post_id, Kin.other_id, _PLACE.label("place"))
    .join(Post, Post.id == Kin.other_id)
    .where(Kin.post_id.in_(_IDS))
)
_ROWS = _PLACED.subquery()
_FAR = select(_ROWS.c.post_id, _ROWS.c.other_id).where(_ROWS.c.place > NEAREST)
_NOT_THE_FAR = (
    delete(Kin)
    .where(tuple_(Kin.post_id, Kin.other_id).in_(_FAR))
    .execution_options(synchronize_session=False)
)
# Two who keep kin at once would wait for each other's rows in a circle.
_ALONE = text("SELECT pg_advisory_xact_lock(7301940108)")


def _filed(what: What) -> tuple[Any, Any]:
    """Under what a post is filed, and what else is filed there, the latest first."""
    pair: Any = PostCategory if what is What.CATEGORY else PostTag
    term: Any = Category if what is What.CATEGORY else Tag
    key = PostCategory.category_id if what is What.CATEGORY else PostTag.tag_id
    its = select(term.id, term.name).join(pair, key == term.id)
    others = select(pair.post_id).where(key == bindparam("term_id"))
    return (
        its.where(pair.post_id == bindparam("post_id")),
        others.order_by(pair.post_id.desc()).limit(bindparam("most")),
    )


_FILED = {what: _filed(what) for what in (What.CATEGORY, What.TAG)}


@dataclass(frozen=True, kw_only=True)
class Words:
    """Of one post, folded; of its text the beginning."""

    version: int
    title: str
    lead: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Family:
    """What a post, as it was in that version, has in common with others: each with its weight.
    The `nearest` are its kin."""

    post_id: int
    version: int
    weights: Mapping[int, int]
    nearest: tuple[int, ...]


def of(session: Session, post_id: int) -> list[Listed]:
    """Up to three published posts that have most in common with it, the nearest first and of
    equally near ones the newest."""
    rows = [row for row in session.execute(_OF, {"post_id": post_id}) if _is_readable(row)]
    return [_listed(row) for row in rows[:SHOWN]]


def words(session: Session, post_id: int) -> Words | None:
    row = session.execute(_WORDS, {"post_id": post_id}).one_or_none()
    return Words(**row._mapping) if row else None


def sample(session: Session) -> list[str]:
    """What the latest posts say, to see by it which words are common here."""
    said = Sought.title + " " + func.substr(Sought.body, 1, _LOOKED_AT)
    return list(session.scalars(select(said).order_by(Sought.post_id.desc()).limit(_SAMPLE)))


def filed_with(session: Session, post_id: int, *, most: int) -> dict[tuple[What, str], list[int]]:
    """For each category and tag of a post, the posts that are filed there; of many the latest."""
    found = dict[tuple[What, str], list[int]]()
    for what, (its, others) in _FILED.items():
        for term_id, name in session.execute(its, {"post_id": post_id}).all():
            there = {"term_id": term_id, "most": most}
            found[what, name] = list(session.scalars(others, there))
    return found


def readable(session: Session, ids: Collection[int]) -> dict[int, datetime]:
    """Those of them that are published posts, and since when."""
    rows = session.execute(_THERE, {"ids": list(ids)})
    return {row.id: row.published_at for row in rows if _is_readable(row)}


def keep(session: Session, family: Family) -> bool:
    """The nearest are its kin, and it is theirs; of those it was near to before as well, if it
    still is. Each keeps its own nearest. Whether anything is different now."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_ALONE)
    its, about = family.post_id, {"about": family.post_id}
    before = set(session.execute(_PAIRS, about))
    near = {*family.nearest, *(one for one, other, _ in before if other == its)}
    there = set(session.scalars(_FOUND, {"ids": [its, *near]}))
    weights = {it: family.weights[it] for it in near if it in family.weights}
    session.execute(_NONE_OF_IT, about)
    pairs = [(its, it, weights[it]) for it in family.nearest]
    pairs += [(it, its, weight) for it, weight in weights.items()]
    rows = [
        {"post_id": one, "other_id": other, "weight": weight}
        for one, other, weight in pairs
        if {one, other} <= there
    ]
    if rows:
        session.execute(insert(Kin), rows)
        session.execute(_NOT_THE_FAR, {"ids": list(weights)})
    return set(session.execute(_PAIRS, about)) != before


def _is_readable(row: Any) -> bool:
    return row.kind is Kind.POST and row.standing is Standing.PUBLISHED


def _listed(row: Any) -> Listed:
    values = dict(zip(_NAMES, row, strict=False))
    values["title"] = row.title or called_by(row.opening, row.published_at)
    return Listed(**values)
