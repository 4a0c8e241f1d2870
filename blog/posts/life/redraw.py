"""Posts and pages made anew, of which nobody has written anything: their pictures changed, or what
is made of a text has."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from blog import edition
from blog.media import store as media
from blog.posts import store
from blog.posts.model import Post, Standing
from blog.text.pictures import names_in
from blog.text.plain import reading_minutes
from blog.text.prose.posts import MAKE, post_html


@dataclass(frozen=True, kw_only=True)
class Redrawn:
    """A post's text as it is drawn today, beside the HTML it `was`."""

    post_id: int
    drawing: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Anew:
    """What became of drawing it: either it was made, or it failed."""

    post_id: int
    made: Redrawn | None = None
    failure: Exception | None = None


def redraw(session: Session, picture_id: int) -> int:
    """Of everything that shows this picture; how many there were. Neither their version nor the
    time they were changed moves."""
    shown = [store.post_to_change(session, it) for it in media.shown_by(session, picture_id)]
    posts = [post for post in shown if post is not None]
    for post in posts:
        _draw(session, post)
    if any(post.standing is Standing.PUBLISHED for post in posts):
        edition.turn(session)
    return len(posts)


def drawn_anew(look: Session, post_ids: Collection[int]) -> Iterator[Anew]:
    """These as post_html draws them today, one after the other by their number. That may take long
    for a long text, so nobody is kept from writing meanwhile, and whoever asks may stop. Each for
    itself: one that fails keeps no other."""
    for post in store.of_ids(look, post_ids):
        try:
            yield Anew(post_id=post.id, made=_redrawn(look, post))
        except Exception as failure:
            yield Anew(post_id=post.id, failure=failure)


def keep(session: Session, redrawn: Collection[Redrawn]) -> int:
    """Those that nobody has drawn since they were read; how many. Whoever keeps them turns the
    edition: not each few of very many are worth it."""
    return sum(store.draw(session, it.post_id, MAKE, **it.drawing) for it in redrawn)


def _redrawn(look: Session, post: Post) -> Redrawn:
    html = post_html(post.body, pictures=media.drawn(look, names_in(post.body)))
    minutes = reading_minutes(post.body)
    return Redrawn(post_id=post.id, drawing={"was": post.html, "html": html, "minutes": minutes})


def _draw(session: Session, post: Post) -> None:
    session.refresh(post)  # as it is now that it is ours to change
    post.html = post_html(post.body, pictures=media.drawn(session, names_in(post.body)))
    post.minutes = reading_minutes(post.body)
    post.drawn = MAKE
    session.flush()
