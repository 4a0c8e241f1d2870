"""Published posts by their date: what stands before and after, and how many there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    column,
    func,
    literal,
    or_,
    select,
    union_all,
    values,
)
from sqlalchemy.orm import Session

from blog.db import Utc
from blog.posts.called import called_by
from blog.posts.dated.months import Span, year_path
from blog.posts.model import Kind, Post, Standing
from blog.posts.store import OPENING
from blog.redirects.model import Redirect

_READABLE = (Post.kind == Kind.POST, Post.standing == Standing.PUBLISHED)
_COLUMNS = (Post.slug, Post.title, OPENING, Post.published_at)
_AT, _ID = bindparam("at", type_=Utc), bindparam("id", type_=Integer)
_BEFORE, _AFTER = "before", "after"


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The next post in one direction, and what it is called."""

    slug: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    before: Beside | None = None
    after: Beside | None = None


def _nearest(side: str, *, where: ColumnElement[bool], newest_first: bool) -> ColumnElement[int]:
    """The bounds of the date stand alone, so that the index by date is walked from there."""
    order = (Post.published_at, Post.id)
    ways = [it.desc() for it in order] if newest_first else list(order)
    found = select(Post.id).where(*_READABLE, where).order_by(*ways).limit(1)
    return found.scalar_subquery()


# built once: building a statement costs as much as running it
_BESIDE = union_all(
    select(literal(_BEFORE), *_COLUMNS).where(
        Post.id
        == _nearest(
            _BEFORE,
            where=and_(Post.published_at <= _AT, or_(Post.published_at < _AT, Post.id < _ID)),
            newest_first=True,
        )
    ),
    select(literal(_AFTER), *_COLUMNS).where(
        Post.id
        == _nearest(
            _AFTER,
            where=and_(Post.published_at >= _AT, or_(Post.published_at > _AT, Post.id > _ID)),
            newest_first=False,
        )
    ),
)


def neighbours(session: Session, post: Post) -> Neighbours:
    """The posts published just before and just after; of several of one moment the earlier
    written comes first."""
    if post.published_at is None:
        return Neighbours()
    rows = session.execute(_BESIDE, {"at": post.published_at, "id": post.id}).all()
    beside = {
        side: Beside(slug=slug, title=title or called_by(opening, at))
        for side, slug, title, opening, at in rows
    }
    return Neighbours(**beside)


def between(span: Span) -> ColumnElement[bool]:
    begin, end = span
    return and_(Post.published_at >= begin, Post.published_at < end)


def ends(session: Session, span: Span) -> tuple[datetime | None, datetime | None]:
    """The last moment before the span at which a post appeared, and the first after it."""
    begin, end = span
    before = select(func.max(Post.published_at)).where(*_READABLE, Post.published_at < begin)
    after = select(func.min(Post.published_at)).where(*_READABLE, Post.published_at >= end)
    row = session.execute(select(before.scalar_subquery(), after.scalar_subquery())).one()
    return row[0], row[1]


def first_and_last(session: Session) -> Span | None:
    """When the oldest and the newest of all appeared; two looks into the index by date."""
    oldest = select(func.min(Post.published_at)).where(*_READABLE).scalar_subquery()
    newest = select(func.max(Post.published_at)).where(*_READABLE).scalar_subquery()
    first, last = session.execute(select(oldest, newest)).one()
    return (first, last) if first and last else None


def counts(session: Session, spans: Sequence[Span]) -> list[int]:
    """How many appeared in each; one walk through the index by date for all of them."""
    if not spans:
        return []
    columns = (column("begin", Utc), column("until", Utc))
    span = values(*columns, name="span").data(list(spans)).cte("span")
    counted = select(func.count(Post.id)).where(
        *_READABLE, Post.published_at >= span.c.begin, Post.published_at < span.c.until
    )
    found = select(span.c.begin, counted.scalar_subquery())
    by_begin = {row[0]: row[1] for row in session.execute(found)}
    return [by_begin[begin] for begin, _ in spans]


def years_held(session: Session, years: Collection[int]) -> frozenset[int]:
    """Those at whose address a post stands, from before addresses like that were kept free, or
    from where it leads on."""
    by_path = {year_path(year): year for year in years}
    slugs = [f"{year:04}" for year in years]
    held = select(Post.slug).where(*_READABLE, Post.slug.in_(slugs))
    left = select(Redirect.path).where(Redirect.path.in_(by_path))
    stood = {int(slug) for slug in session.scalars(held)}
    return frozenset(stood.union(by_path[path] for path in session.scalars(left)))
