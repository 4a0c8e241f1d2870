"""Posts and pages whose pictures changed, made anew; nobody has written anything."""

from sqlalchemy.orm import Session

from blog import edition
from blog.media import store as media
from blog.posts import store
from blog.posts.model import Post, Standing
from blog.text.pictures import names_in
from blog.text.prose.posts import post_html


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


def _draw(session: Session, post: Post) -> None:
    session.refresh(post)  # as it is now that it is ours to change
    post.html = post_html(post.body, pictures=media.drawn(session, names_in(post.body)))
    session.flush()
