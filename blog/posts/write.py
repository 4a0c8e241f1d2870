"""Writing a post or page, and writing it again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from blog import edition
from blog.authors import store as authors
from blog.media import store as media
from blog.posts.address import SlugTaken, path_of, settle
from blog.posts.addresses.moved import stands
from blog.posts.model import Kind, Post, Standing
from blog.redirects import store as redirects
from blog.terms import store as terms
from blog.text.pictures import names_in
from blog.text.plain import clean_text, one_line, reading_minutes, slug_from
from blog.text.prose.posts import post_html

__all__ = ("Draft", "SlugTaken", "imagined", "path_of", "rewrite", "write")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What an editor typed; an empty slug is made from the title, no `author_id` leaves it to who
    writes. `parent_id` is of pages only; categories, tags and `sticky` are of posts only."""

    title: str
    slug: str = ""
    lead: str = ""
    body: str
    comments_open: bool = True
    kind: Kind = Kind.POST
    description: str = ""
    canonical: str = ""
    noindex: bool = False
    sticky: bool = False
    author_id: int | None = None
    parent_id: int | None = None
    picture_id: int | None = None
    picture_alt: str = ""
    picture_decorative: bool = False
    category_ids: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    expires_at: datetime | None = None


def write(session: Session, draft: Draft, *, author: str, now: datetime) -> Post:
    """A new post, as a draft that only the desk shows. Raises SlugTaken."""
    who = authors.named(session, author) if draft.author_id is None else None
    post = Post(
        kind=draft.kind, author=author, standing=Standing.DRAFT, created_at=now, published_at=None
    )
    post.author_id = who.id if who else None
    _say(session, post, draft, now=now)
    settle(session, post, typed=draft.slug, title=draft.title)
    _file(session, post, draft)
    return post


def rewrite(
    session: Session, post: Post, draft: Draft, *, by: str | None = None, now: datetime
) -> None:
    """The post says what the draft says; readers see it at once if it is published. An address
    that readers knew leads on to the new one."""
    before = path_of(post)
    _say(session, post, draft, now=now)
    post.version += 1
    settle(session, post, typed=draft.slug, title=draft.title)
    _file(session, post, draft)
    if path_of(post) != before and post.published_at is not None:
        redirects.lead(session, before, post_id=post.id, by=by or post.author, now=now)
    if post.standing is Standing.PUBLISHED:
        stands(session, post)
        edition.turn(session)


def imagined(session: Session, draft: Draft, *, author: str, now: datetime) -> Post:
    """The post that would come of it, to be looked at; it is never kept."""
    post = Post(kind=draft.kind, author=author, standing=Standing.DRAFT, created_at=now)
    post.id, post.published_at = 0, None
    with session.no_autoflush:
        _say(session, post, draft, now=now)
    post.slug = slug_from(draft.slug or draft.title)
    return post


def _file(session: Session, post: Post, draft: Draft) -> None:
    terms.file_under(session, post.id, category_ids=draft.category_ids, tags=draft.tags)
    shown = media.drawn(session, names_in(post.body))
    featured = [post.picture_id] if post.picture_id else []
    media.use(session, post.id, [*(it.id for it in shown.values()), *featured])


def _say(session: Session, post: Post, draft: Draft, *, now: datetime) -> None:
    body = clean_text(draft.body)
    post.title = one_line(draft.title)
    post.lead = one_line(draft.lead)
    post.body = body
    post.html = post_html(body, pictures=media.drawn(session, names_in(body)))
    post.minutes = reading_minutes(body)
    post.comments_open = draft.comments_open
    post.updated_at = now
    _take_over_the_rest(session, post, draft)


def _take_over_the_rest(session: Session, post: Post, draft: Draft) -> None:
    post.description = one_line(draft.description)
    post.canonical = draft.canonical
    post.noindex = draft.noindex
    post.sticky = draft.sticky and draft.kind is Kind.POST
    post.parent_id = draft.parent_id if draft.kind is Kind.PAGE else None
    post.picture_id = draft.picture_id
    post.picture_alt = one_line(draft.picture_alt)
    post.picture_decorative = draft.picture_decorative
    post.expires_at = draft.expires_at
    if draft.author_id and (who := authors.author(session, draft.author_id)):
        post.author_id, post.author = who.id, who.name
