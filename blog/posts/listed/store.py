"""Published posts as lists show them: all, or those of a category, a tag or an author."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from blog.posts.called import called_by
from blog.posts.model import Kind, Post, Standing
from blog.terms.model import Category, PostCategory, PostTag
from blog.text.opening import opening

Narrowed = ColumnElement[bool]
# of those without a title or a lead, and not whole texts: a list is to be quick
_LACKS = (Post.title == "") | (Post.lead == "")
_OPENING = case((_LACKS, func.substr(Post.html, 1, 6_000)), else_="").label("opening")
_LONGEST_LEAD = 200
_COLUMNS = (
    Post.id, Post.slug, Post.title, Post.lead, Post.author, Post.minutes, Post.published_at,
    Post.picture_id, Post.picture_alt, Post.picture_decorative, _OPENING,
)  # fmt: skip
_READABLE = (Post.kind == Kind.POST, Post.standing == Standing.PUBLISHED)
_NEWEST_FIRST = (Post.published_at.desc(), Post.id.desc())


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A published post as a list shows it; `title` is what it is called where it has none, `lead`
    its first words where it has none, `sticky` only where that puts it first."""

    id: int
    slug: str
    title: str
    lead: str
    author: str
    minutes: int
    published_at: datetime
    picture_id: int | None = None
    picture_alt: str = ""
    picture_decorative: bool = False
    sticky: bool = False


def latest(session: Session, *, number: int, size: int) -> list[Listed]:
    """Published posts, newest first, but sticky ones before all others; pages of `size`, the
    first is number 1."""
    found = select(*_COLUMNS, Post.sticky).where(*_READABLE)
    return _page(session, found.order_by(Post.sticky.desc(), *_NEWEST_FIRST), number, size)


def published_count(session: Session) -> int:
    return _count(session)


# Asked of each post in the order of the index: SQLite would otherwise read every post that is filed
# there, texts and all, to find the newest.
def in_categories(ids: Collection[int]) -> Narrowed:
    filed = (PostCategory.post_id == Post.id, PostCategory.category_id.in_(ids))
    return exists().where(*filed)


def tagged(tag_id: int) -> Narrowed:
    return exists().where(PostTag.post_id == Post.id, PostTag.tag_id == tag_id)


def by_author(author_id: int) -> Narrowed:
    return Post.author_id == author_id


def some(session: Session, which: Narrowed, *, number: int, size: int) -> list[Listed]:
    """Those published, newest first; the first page is number 1."""
    found = select(*_COLUMNS).where(*_READABLE, which).order_by(*_NEWEST_FIRST)
    return _page(session, found, number, size)


def count(session: Session, which: Narrowed) -> int:
    return _count(session, which)


def categories_in_use(session: Session) -> frozenset[int]:
    """Those that readers find something in, not counting what is filed below them."""
    filed = (PostCategory.category_id == Category.id, PostCategory.post_id == Post.id)
    return frozenset(session.scalars(select(Category.id).where(exists().where(*filed, *_READABLE))))


def filed(session: Session) -> dict[int, set[int]]:
    """The posts that readers find in each category in use, not those that are filed below it."""
    pairs = select(PostCategory.category_id, PostCategory.post_id)
    found = dict[int, set[int]]()
    for category_id, post_id in session.execute(
        pairs.join(Post, Post.id == PostCategory.post_id).where(*_READABLE)
    ):
        found.setdefault(category_id, set()).add(post_id)
    return found


def tag_counts(session: Session) -> dict[int, int]:
    """How many posts readers find under each tag in use."""
    counted = select(PostTag.tag_id, func.count()).join(Post, Post.id == PostTag.post_id)
    rows = session.execute(counted.where(*_READABLE).group_by(PostTag.tag_id))
    return {row[0]: row[1] for row in rows}


def post_counts(session: Session) -> dict[int, int]:
    """How many posts and pages, whatever their standing, each author has."""
    counted = select(Post.author_id, func.count()).group_by(Post.author_id)
    return {row[0]: row[1] for row in session.execute(counted) if row[0] is not None}


def posts_of(session: Session, author_id: int) -> int:
    return session.scalar(select(func.count()).where(Post.author_id == author_id)) or 0


def _count(session: Session, *which: Narrowed) -> int:
    return session.scalar(select(func.count(Post.id)).where(*_READABLE, *which)) or 0


def _page(session: Session, found: Any, number: int, size: int) -> list[Listed]:
    rows = session.execute(found.limit(size).offset((number - 1) * size)).all()
    return [_listed(dict(row._mapping)) for row in rows]


def _listed(values: dict[str, Any]) -> Listed:
    html = values.pop("opening")
    if values["title"]:
        values["lead"] = values["lead"] or opening(html, _LONGEST_LEAD)
    else:  # its first words are its name
        values["title"] = called_by(html, values["published_at"])
    return Listed(**values)
