"""Saving a post: what it said before is kept, and nothing that another has saved is lost."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from blog.posts.model import Post, Standing
from blog.posts.stands import as_it_stands
from blog.posts.write import Draft, rewrite, write
from blog.revisions import store
from blog.revisions.words import draft_of, is_same
from blog.text.plain import slug_from


class Meanwhile(Exception):
    """Another version was saved than the one that was seen."""


def begin(session: Session, draft: Draft, *, author: str, born: str = "", now: datetime) -> Post:
    """A new post. `born` is the mark of the page it was written on: the same page sent twice
    makes one post, and the second time raises Meanwhile where it says something else.

    `author_id` of the draft has to be there: who writes two at once waits here."""
    if draft.author_id is not None:
        store.hold(session, draft.author_id)
    if known := store.born(session, by=author, born=born):
        save(session, known, draft, seen=0, by=author, now=now)
        return known
    post = write(session, draft, author=author, now=now)
    store.keep(session, post, as_it_stands(session, post), by=author, born=born, now=now)
    return post


def save(
    session: Session,
    post: Post,
    draft: Draft,
    *,
    seen: int,
    by: str,
    why: str = "",
    now: datetime,
) -> bool:
    """Write it over the version that was `seen`; whether anything is different now.

    What stands there already needs no saving, so a second click is no conflict. Raises Meanwhile
    and SlugTaken."""
    before = as_it_stands(session, post)
    if is_same(before, as_meant(post, draft)):
        return False
    if post.version != seen:
        raise Meanwhile
    if not _is_only_begun(post, draft) and not store.has_any(session, post.id):
        store.keep(session, post, before, by=post.author, now=post.updated_at)
    rewrite(session, post, draft, by=by, now=now)
    store.keep(session, post, as_it_stands(session, post), by=by, why=why, now=now)
    return True


def restore(session: Session, post: Post, revision_id: int, *, by: str, now: datetime) -> bool:
    """The post says again what it said then, and that is a revision of its own. An end that has
    passed since is left out; whether it was.

    Raises SlugTaken where another stands at its old address by now, KeyError for a revision of
    another post."""
    found = store.revision(session, post.id, revision_id)
    if found is None:
        raise KeyError(revision_id)
    draft = replace(draft_of(found.body, found.words), kind=post.kind)
    has_ended = draft.expires_at is not None and draft.expires_at <= now
    if has_ended:
        draft = replace(draft, expires_at=None)
    why = f"Version {revision_id} again"
    save(session, post, draft, seen=post.version, by=by, why=why, now=now)
    return has_ended


def as_meant(post: Post, draft: Draft) -> Draft:
    """An address that is left empty, or an author that is not named, stays where it is."""
    made = slug_from(draft.slug or draft.title)
    stays = not draft.slug and post.published_at is None and is_made_from(draft.title, post.slug)
    return replace(
        draft, slug=post.slug if stays else made, author_id=draft.author_id or post.author_id
    )


def _is_only_begun(post: Post, draft: Draft) -> bool:
    """The first words of it, kept while they were written, which are in the text still."""
    is_new = post.standing is Standing.DRAFT and post.version == 1
    return is_new and draft.body.startswith(post.body)


def is_made_from(title: str, slug: str) -> bool:
    """Whether this address is what the title gives, with a number where that was taken."""
    stem, dash, number = slug.rpartition("-")
    made = slug_from(title)
    return slug == made or (bool(dash) and stem == made and number.isdecimal())
