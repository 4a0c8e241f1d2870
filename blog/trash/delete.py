"""Deleting posts and pages for good, by hand and by the calendar."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from blog.decisions import store as decisions
from blog.moderation.teach import forget
from blog.posts import store as posts
from blog.posts.life.publish import AlreadyMoved
from blog.posts.model import Post, Standing
from blog.text.plain import shortened
from blog.trash import store

KEPT = timedelta(days=30)
_CALENDAR = "the calendar"


def delete(session: Session, post: Post, *, by: str, now: datetime) -> int:
    """Out of the trash; the database deletes with it what hangs on it: comments, revisions,
    redirects. How many comments went. Raises AlreadyMoved where it is in the trash no more."""
    post_id, title = post.id, post.title
    comments = store.hold_comments(session, post_id)
    for some in store.taught(session, post_id):
        forget(session, some)
    if not posts.delete(session, post_id):
        raise AlreadyMoved
    with_them = f", with {comments:,} {'comment' if comments == 1 else 'comments'}"
    decisions.note(
        session,
        thing="post",
        thing_id=post_id,
        was=Standing.TRASH,
        became="deleted",
        by=by,
        now=now,
        why=f"“{shortened(title, 120)}”{with_them if comments else ''}",
    )
    return comments


def tidy(session: Session, *, now: datetime) -> int:
    """Delete what has been in the trash for thirty days. How many went."""
    old = posts.long_in_trash(session, before=now - KEPT)
    for post_id in old:
        if post := posts.post_to_change(session, post_id):
            delete(session, post, by=_CALENDAR, now=now)
    return len(old)
