"""Published posts as feeds hand them on: the whole text of the latest."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from blog.authors.model import Author
from blog.decisions.store import last_in_or_out
from blog.posts.listed.store import Narrowed
from blog.posts.model import Kind, Post, Standing

_COLUMNS = (
    Post.id, Post.slug, Post.title, Post.lead, Post.description, Post.html, Post.author,
    Post.created_at, Post.published_at, Post.revised_at, Post.comments_open,
    Post.picture_id, Post.picture_alt, Post.picture_decorative, Author.slug.label("author_slug"),
)  # fmt: skip
# built once: building a statement costs as much as running it
_LATEST = (
    select(*_COLUMNS)
    .outerjoin(Author, Author.id == Post.author_id)
    .where(Post.kind == Kind.POST, Post.standing == Standing.PUBLISHED)
    .order_by(Post.published_at.desc(), Post.id.desc())
)
_CHANGED = select(func.max(Post.updated_at)).where(
    Post.kind == Kind.POST, Post.standing == Standing.PUBLISHED
)


@dataclass(frozen=True, kw_only=True)
class Whole:
    """`author_slug` is empty where the author has no page."""

    id: int
    slug: str
    title: str
    lead: str
    description: str
    html: str
    author: str
    author_slug: str | None
    created_at: datetime
    published_at: datetime
    revised_at: datetime | None
    comments_open: bool
    picture_id: int | None
    picture_alt: str
    picture_decorative: bool


def latest(session: Session, which: Narrowed | None = None, *, size: int) -> list[Whole]:
    """The newest first, whichever are sticky; all, or those of a category, tag or author."""
    found = (_LATEST if which is None else _LATEST.where(which)).limit(size)
    return [Whole(**row._mapping) for row in session.execute(found)]


def last_changed(session: Session) -> datetime | None:
    """When readers last got or lost a post, or one was saved: whichever list it was in before."""
    moments = (session.scalar(_CHANGED), last_in_or_out(session, "post", Standing.PUBLISHED))
    return max(filter(None, moments), default=None)
