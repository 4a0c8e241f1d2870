"""What readers get to see: publishing, withdrawing, and whether a post takes replies."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog import edition
from blog.decisions import store as decisions
from blog.posts import store
from blog.posts.model import Post, Standing


class AlreadyMoved(Exception):
    """Someone else published or withdrew it first."""


def takes_comments(post: Post, *, close_after_days: int, now: datetime) -> bool:
    """Until an editor closes them, or so many days after it was published; 0 is never."""
    if not post.comments_open or not close_after_days or post.published_at is None:
        return post.comments_open
    return now - post.published_at < timedelta(days=close_after_days)


def publish(session: Session, post: Post, *, by: str, now: datetime) -> None:
    _move(session, post, to=Standing.PUBLISHED, by=by, now=now)


def schedule(session: Session, post: Post, *, at: datetime, by: str, now: datetime) -> None:
    """The courier publishes it then."""
    post.publish_at = at
    if post.standing is not Standing.SCHEDULED:
        _move(session, post, to=Standing.SCHEDULED, by=by, now=now)


def withdraw(session: Session, post: Post, *, by: str, now: datetime) -> None:
    """Readers get "not found" from now on; nothing is deleted."""
    _move(session, post, to=Standing.WITHDRAWN, by=by, now=now)


def open_comments(session: Session, post: Post, *, by: str, now: datetime) -> None:
    _set_comments(session, post, is_open=True, by=by, now=now)


def close_comments(session: Session, post: Post, *, by: str, now: datetime) -> None:
    _set_comments(session, post, is_open=False, by=by, now=now)


def _move(session: Session, post: Post, *, to: Standing, by: str, now: datetime) -> None:
    seen = post.standing
    if seen is to or not store.move(session, post.id, seen=seen, to=to, now=now):
        raise AlreadyMoved
    decisions.note(session, thing="post", thing_id=post.id, was=seen, became=to, by=by, now=now)
    edition.turn(session)


def _set_comments(session: Session, post: Post, *, is_open: bool, by: str, now: datetime) -> None:
    words = {True: "comments open", False: "comments closed"}
    was = words[post.comments_open]
    post.comments_open = is_open
    post.updated_at = now
    decisions.note(
        session,
        thing="post",
        thing_id=post.id,
        was=was,
        became=words[is_open],
        by=by,
        now=now,
    )
    edition.turn(session)
