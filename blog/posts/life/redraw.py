"""Posts and pages made anew, of which nobody has written anything: their pictures changed, or what
is made of a text has."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from blog import edition
from blog.media import store as media
from blog.posts import store
from blog.posts.model import Post, Standing
from blog.text.pictures import names_in
from blog.text.plain import reading_minutes
from blog.text.prose.posts import MAKE, post_html


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


def redraw_older(session: Session, post_ids: Collection[int]) -> dict[int, Exception]:
    """Those of these that an older make of post_html has drawn; what went wrong with which. Each
    for itself: one that fails keeps no other, and stays as it was."""
    failed: dict[int, Exception] = {}
    is_seen = False
    for post_id in post_ids:
        try:
            with session.begin_nested():
                is_seen = _redraw_one(session, post_id) or is_seen
        except Exception as failure:
            failed[post_id] = failure
    if is_seen:
        edition.turn(session)
    return failed


def _redraw_one(session: Session, post_id: int) -> bool:
    """Whether readers see another text now."""
    post = store.post_to_change(session, post_id)
    if post is None or post.drawn >= MAKE:
        return False
    before = (post.html, post.minutes)
    _draw(session, post)
    return post.standing is Standing.PUBLISHED and (post.html, post.minutes) != before


def _draw(session: Session, post: Post) -> None:
    session.refresh(post)  # as it is now that it is ours to change
    post.html = post_html(post.body, pictures=media.drawn(session, names_in(post.body)))
    post.minutes = reading_minutes(post.body)
    post.drawn = MAKE
    session.flush()
