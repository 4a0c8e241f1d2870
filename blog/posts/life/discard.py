"""Throwing away, and taking out of the trash again."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog.posts.life.publish import at_rest, move
from blog.posts.model import Post, Standing

_KEPT = frozenset(Standing) - {Standing.TRASH}


def discard(session: Session, post: Post, *, by: str, now: datetime) -> None:
    """Into the trash. What it was stays known, and when it was to appear."""
    values = {"was": str(post.standing)}
    move(session, post, _KEPT, to=Standing.TRASH, by=by, now=now, values=values)


def restore(session: Session, post: Post, *, by: str, now: datetime) -> None:
    """Out of the trash, and to no reader: what they read before is withdrawn. What was scheduled is
    so again, if its time is still to come."""
    _out(session, post, to=_as_planned(post, now) or at_rest(post), by=by, now=now)


def put_back(session: Session, post: Post, *, by: str, now: datetime) -> None:
    """As if it had not been thrown away: what readers read they read again."""
    was_read = post.was == Standing.PUBLISHED and not _has_ended(post, now)
    to = Standing.PUBLISHED if was_read else _as_planned(post, now) or at_rest(post)
    _out(session, post, to=to, by=by, now=now)


def _out(session: Session, post: Post, *, to: Standing, by: str, now: datetime) -> None:
    publish_at = post.publish_at if to is Standing.SCHEDULED else None
    values = {"was": "", "publish_at": publish_at}
    move(session, post, {Standing.TRASH}, to=to, by=by, now=now, values=values)


def _as_planned(post: Post, now: datetime) -> Standing | None:
    is_ahead = post.publish_at is not None and post.publish_at > now
    return Standing.SCHEDULED if post.was == Standing.SCHEDULED and is_ahead else None


def _has_ended(post: Post, now: datetime) -> bool:
    return post.expires_at is not None and post.expires_at <= now
