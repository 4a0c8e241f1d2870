"""Where a post or page stands: the address that was typed, or one made of its title."""

from itertools import count

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from blog.posts import store
from blog.posts.dated.months import is_year
from blog.posts.model import Kind, Post
from blog.text.plain import slug_from

# Under these words the site itself stands, or what readers would look for does.
_TAKEN_BY_THE_SITE = {
    Kind.POST: frozenset(
        "archive author authors categories category comments feed feeds page search tag "
        "tags".split()
    ),
    Kind.PAGE: frozenset(
        "answers archive author authors blog categories category comments contact desk feed "
        "healthz letters media page preview robots rss search share sitemap static tag tags"
        "".split()
    ),
}
_TRIES = 8


class SlugTaken(Exception):
    """Something else stands at this address; `words` say what."""

    def __init__(self, slug: str, words: str) -> None:
        super().__init__(slug)
        self.words = words


def path_of(post: Post) -> str:
    """Where readers find it."""
    return path_at(post.kind, post.slug)


def path_at(kind: Kind, slug: str) -> str:
    return f"/blog/{slug}/" if kind is Kind.POST else f"/{slug}/"


def is_taken_by_the_site(kind: Kind, slug: str) -> bool:
    """Posts of a year stand where a post called after it would."""
    return slug in _TAKEN_BY_THE_SITE[kind] or (kind is Kind.POST and is_year(slug))


def settle(session: Session, post: Post, *, typed: str, title: str) -> None:
    """Put the post at the address that was typed, or else at a free one made of the title.

    One that was made is never refused. Raises SlugTaken."""
    if typed:
        _settle_at(session, post, slug_from(typed))
    else:
        _settle_near(session, post, slug_from(title))


def _settle_at(session: Session, post: Post, slug: str) -> None:
    if slug == post.slug:
        return session.flush()
    if is_taken_by_the_site(post.kind, slug):
        raise SlugTaken(slug, _the_site_has(post.kind, slug))
    if _is_free(session, post, slug) and _move_in(session, post, slug):
        return None
    raise SlugTaken(slug, _who_has(session, slug))


def _settle_near(session: Session, post: Post, slug: str) -> None:
    """Two may look for one free address at once; the second, who learns it late, looks again."""
    own = post.slug
    for _ in range(_TRIES):
        found = _free_near(session, post, slug, own=own)
        if found == own:
            return session.flush()
        if _move_in(session, post, found):
            return None
    raise SlugTaken(slug, _who_has(session, slug))


def _free_near(session: Session, post: Post, slug: str, *, own: str | None) -> str:
    """What it has already is free for it, also where the site stands by now."""
    there = store.slugs_like(session, slug, but=post.id)
    for number in count(1):
        one = slug if number == 1 else f"{slug}-{number}"
        if one == own or (one not in there and not is_taken_by_the_site(post.kind, one)):
            break
    return one


def _is_free(session: Session, post: Post, slug: str) -> bool:
    return not store.slug_taken(session, slug, by_other_than=post.id)


def _move_in(session: Session, post: Post, slug: str) -> bool:
    try:
        with session.begin_nested():
            post.slug = slug
            session.add(post)
            session.flush()
    except IntegrityError:
        if not store.slug_taken(session, slug):
            raise  # it is about something else than the address
        return False
    return True


def _the_site_has(kind: Kind, slug: str) -> str:
    return f"The site itself uses {path_at(kind, slug)}. Choose another address."


def _who_has(session: Session, slug: str) -> str:
    if (holder := store.holder(session, slug)) is None:
        return "Somebody took this address just now. Choose another one."
    what = f"The {holder.kind} “{holder.title}” by {holder.author}"
    where = " lies in the trash and" if holder.standing == "trash" else ""
    return f"{what}{where} has the address “{slug}” already. Choose another one."
