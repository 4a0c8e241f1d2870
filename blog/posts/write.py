"""Writing a post or page, and writing it again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from blog import edition
from blog.posts import store
from blog.posts.model import Kind, Post, Standing
from blog.text.markup import post_html
from blog.text.plain import clean_text, one_line, reading_minutes, slug_from


class SlugTaken(Exception):
    """Another post or page stands at this address."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What an editor typed; an empty slug is made from the title."""

    title: str
    slug: str = ""
    lead: str = ""
    body: str
    comments_open: bool = True
    kind: Kind = Kind.POST


def write(session: Session, draft: Draft, *, author: str, now: datetime) -> Post:
    """A new post, as a draft that only the desk shows. Raises SlugTaken."""
    post = Post(
        kind=draft.kind, author=author, standing=Standing.DRAFT, created_at=now, published_at=None
    )
    _take_over(session, post, draft, now=now)
    session.add(post)
    _flush(session, post)
    return post


def rewrite(session: Session, post: Post, draft: Draft, *, now: datetime) -> None:
    """The post says what the draft says; readers see it at once if it is published."""
    _take_over(session, post, draft, now=now)
    _flush(session, post)
    if post.standing is Standing.PUBLISHED:
        edition.turn(session)


def _flush(session: Session, post: Post) -> None:
    """PostgreSQL lets two look for one free address at once; the second learns it here."""
    slug = post.slug
    try:
        session.flush()
    except IntegrityError as taken:
        raise SlugTaken(slug) from taken


def _take_over(session: Session, post: Post, draft: Draft, *, now: datetime) -> None:
    slug = slug_from(draft.slug or draft.title)
    if store.slug_taken(session, slug, by_other_than=post.id):
        raise SlugTaken(slug)
    body = clean_text(draft.body)
    post.slug = slug
    post.title = one_line(draft.title)
    post.lead = one_line(draft.lead)
    post.body = body
    post.html = post_html(body)
    post.minutes = reading_minutes(body)
    post.comments_open = draft.comments_open
    post.updated_at = now
