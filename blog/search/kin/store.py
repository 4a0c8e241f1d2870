"""Posts that belong together, in and out of the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import bindparam, delete, func, insert, or_, select, text, tuple_
from sqlalchemy.orm import Session

from blog.posts.listed.store import Listed
from blog.posts.model import Kind, Post, Standing
from blog.search.kin.weighing import What
from blog.search.model import Kin, Sought
from blog.terms.model import Category, PostCategory, PostTag, Tag

NEAREST, SHOWN = 8, 3
_LOOKED_AT, _SAMPLE = 4_000, 200
_READABLE = (Post.kind == Kind.POST, Post.standing == Standing.PUBLISHED)
_LISTED = [getattr(Post, it.name) for it in fields(Listed) if it.name != "sticky"]
# read with each page of a post, so built once
_OF = (
    select(*_LISTED)
    .join(Kin, Kin.other_id == Post.id)
    .where(Kin.post_id == bindparam("post_id"), *_READABLE)
    .order_by(Kin.weight.desc(), Post.published_at.desc(), Post.id.desc())
    .limit(SHOWN)
)
# Two who keep kin at once would wait for each other's rows in a circle.
_ALONE = text("SELECT pg_advisory_xact_lock(7301940108)")


@dataclass(frozen=True, kw_only=True)
class Words:
    """Of one post, folded; of its text the beginning."""

    version: int
    title: str
    lead: str
    body: str


def of(session: Session, post_id: int) -> list[Listed]:
    """Up to three published posts that have most in common with it, the nearest first and of
    equally near ones the newest."""
    return [Listed(**row._mapping) for row in session.execute(_OF, {"post_id": post_id})]


def words(session: Session, post_id: int) -> Words | None:
    body = func.substr(Sought.body, 1, _LOOKED_AT).label("body")
    found = select(Sought.version, Sought.title, Sought.lead, body)
    row = session.execute(found.where(Sought.post_id == post_id)).one_or_none()
    return Words(**row._mapping) if row else None


def sample(session: Session) -> list[str]:
    """What the latest posts say, to see by it which words are common here."""
    said = Sought.title + " " + func.substr(Sought.body, 1, _LOOKED_AT)
    return list(session.scalars(select(said).order_by(Sought.post_id.desc()).limit(_SAMPLE)))


def filed_with(session: Session, post_id: int, *, most: int) -> dict[tuple[What, str], list[int]]:
    """For each category and tag of a post, the posts that are filed there; of many the latest."""
    found = dict[tuple[What, str], list[int]]()
    for what, pair, term, key in (
        (What.CATEGORY, PostCategory, Category, PostCategory.category_id),
        (What.TAG, PostTag, Tag, PostTag.tag_id),
    ):
        its = select(term.id, term.name).join(pair, key == term.id).where(pair.post_id == post_id)
        for term_id, name in session.execute(its).all():
            there = select(pair.post_id).where(key == term_id).order_by(pair.post_id.desc())
            found[what, name] = list(session.scalars(there.limit(most)))
    return found


def readable(session: Session, ids: Collection[int]) -> set[int]:
    """Those of them that are published posts."""
    return set(session.scalars(select(Post.id).where(Post.id.in_(ids), *_READABLE)))


def keep(session: Session, post_id: int, nearest: Mapping[int, int]) -> bool:
    """These are its kin, each with its weight, and it is theirs where it is near enough. Whether
    anything is different now."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_ALONE)
    about = or_(Kin.post_id == post_id, Kin.other_id == post_id)
    before = _pairs(session, about)
    found = select(Sought.post_id).where(Sought.post_id.in_([post_id, *nearest]))
    there = set(session.scalars(found))
    session.execute(delete(Kin).where(about))
    kept = {other: weight for other, weight in nearest.items() if {post_id, other} <= there}
    if kept:
        ways = [(post_id, it) for it in kept] + [(it, post_id) for it in kept]
        rows = [
            {"post_id": one, "other_id": other, "weight": kept[other if one == post_id else one]}
            for one, other in ways
        ]
        session.execute(insert(Kin), rows)
        _leave_the_nearest(session, list(kept))
    return _pairs(session, about) != before


def _pairs(session: Session, about: object) -> set[tuple[int, int, int]]:
    rows = session.execute(select(Kin.post_id, Kin.other_id, Kin.weight).where(about))  # type: ignore[arg-type]
    return {(row[0], row[1], row[2]) for row in rows}


def _leave_the_nearest(session: Session, ids: Sequence[int]) -> None:
    place = func.row_number().over(
        partition_by=Kin.post_id, order_by=(Kin.weight.desc(), Kin.other_id.desc())
    )
    placed = select(Kin.post_id, Kin.other_id, place.label("place")).where(Kin.post_id.in_(ids))
    rows = placed.subquery()
    far = select(rows.c.post_id, rows.c.other_id).where(rows.c.place > NEAREST)
    session.execute(
        delete(Kin)
        .where(tuple_(Kin.post_id, Kin.other_id).in_(far))
        .execution_options(synchronize_session=False)
    )
