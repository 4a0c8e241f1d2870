"""Redirects, in and out of the database."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from blog.redirects.model import Redirect


def leading_from(session: Session, path: str) -> Redirect | None:
    return session.scalar(select(Redirect).where(Redirect.path == path))


def lead(session: Session, path: str, *, post_id: int, by: str, now: datetime) -> None:
    """From now on this path leads to the post, whatever it led to before."""
    drop(session, path)
    session.add(Redirect(path=path, post_id=post_id, by=by, at=now))
    session.flush()


def drop(session: Session, path: str) -> None:
    """Something stands there again, or nothing shall."""
    session.execute(delete(Redirect).where(Redirect.path == path))
