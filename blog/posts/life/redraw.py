"""Posts and pages made anew, of which nobody has written anything: their pictures changed, or what
is made of a text has."""

from collections.abc import Collection, Mapping
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

Failed = dict[int, Exception]


@dataclass(frozen=True, kw_only=True)
class Redrawn:
    """A post's text as it is drawn today, beside the HTML it `was`; whether readers see another
    one than before."""

    post_id: int
    drawing: Mapping[str, Any]
    is_seen: bool


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


def drawn_anew(look: Session, post_ids: Collection[int]) -> tuple[list[Redrawn], Failed]:
    """These as post_html draws them today. That may take long for a long text, so nobody is kept
    from writing meanwhile. Each for itself: one that fails keeps no other."""
    made: list[Redrawn] = []
    failed: Failed = {}
    for post in store.of_ids(look, post_ids):
        try:
            made.append(_redrawn(look, post))
        except Exception as failure:
            failed[post.id] = failure
    return made, failed


def keep(session: Session, redrawn: Collection[Redrawn]) -> None:
    """Those that nobody has drawn since they were read."""
    kept = [it for it in redrawn if store.draw(session, it.post_id, MAKE, **it.drawing)]
    if any(it.is_seen for it in kept):
        edition.turn(session)


def _redrawn(look: Session, post: Post) -> Redrawn:
    html = post_html(post.body, pictures=media.drawn(look, names_in(post.body)))
    minutes = reading_minutes(post.body)
    is_other = (html, minutes) != (post.html, post.minutes)
    return Redrawn(
        post_id=post.id,
        drawing={"was": post.html, "html": html, "minutes": minutes},
        is_seen=post.standing is Standing.PUBLISHED and is_other,
    )


def _draw(session: Session, post: Post) -> None:
    session.refresh(post)  # as it is now that it is ours to change
    post.html = post_html(post.body, pictures=media.drawn(session, names_in(post.body)))
    post.minutes = reading_minutes(post.body)
    post.drawn = MAKE
    session.flush()
