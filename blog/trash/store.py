"""What hangs on a post that is deleted."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from blog.comments.model import Comment, Taught

_AT_ONCE = 500


def comments_count(session: Session, post_id: int) -> int:
    """In any state, also those no reader ever saw."""
    return session.scalar(select(func.count()).where(Comment.post_id == post_id)) or 0


def hold_comments(session: Session, post_id: int) -> int:
    """Nobody else changes these until this transaction ends. How many there are."""
    held = select(Comment.id).where(Comment.post_id == post_id).order_by(Comment.id)
    return len(session.scalars(held.with_for_update()).all())


def taught(session: Session, post_id: int) -> Iterator[Sequence[Comment]]:
    """Those the filter has learned from, some at once: there may be very many."""
    wanted = select(Comment).where(Comment.post_id == post_id, Comment.taught != Taught.NOTHING)
    last = 0
    while some := session.scalars(
        wanted.where(Comment.id > last).order_by(Comment.id).limit(_AT_ONCE)
    ).all():
        yield some
        last = some[-1].id
