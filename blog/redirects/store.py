"""Redirects, in and out of the database."""

from datetime import datetime

from sqlalchemy import delete, select, update
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


def lead_to(session: Session, path: str, *, target: str, by: str, now: datetime) -> None:
    """From now on this path leads to that path of ours, and so does whatever led to this one."""
    drop(session, path)
    drop(session, target)
    session.execute(update(Redirect).where(Redirect.target == path).values(target=target))
    session.add(Redirect(path=path, target=target, by=by, at=now))
    session.flush()


def drop_to(session: Session, target: str) -> None:
    """Nothing stands there any more, so nothing leads there."""
    session.execute(delete(Redirect).where(Redirect.target == target))
