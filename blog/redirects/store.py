"""Redirects, in and out of the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from blog.redirects.model import Redirect


def leading_from(session: Session, path: str) -> Redirect | None:
    return session.scalar(select(Redirect).where(Redirect.path == path))


def leading_from_one_of(session: Session, paths: Sequence[str]) -> Redirect | None:
    """From the first of these from which one leads."""
    found = {
        it.path: it for it in session.scalars(select(Redirect).where(Redirect.path.in_(paths)))
    }
    return next((found[path] for path in paths if path in found), None)


def redirect(session: Session, redirect_id: int) -> Redirect | None:
    return session.get(Redirect, redirect_id)


def lead(session: Session, path: str, *, post_id: int, by: str, now: datetime) -> None:
    """From now on this path leads to the post, whatever it led to before."""
    drop(session, path)
    session.add(Redirect(path=path, post_id=post_id, by=by, at=now))
    session.flush()


def add(session: Session, path: str, *, target: str, by: str, now: datetime) -> None:
    session.add(Redirect(path=path, target=target, by=by, at=now))
    session.flush()


def drop(session: Session, *paths: str) -> None:
    """Something stands there again, or nothing shall."""
    session.execute(delete(Redirect).where(Redirect.path.in_(paths)))


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


def page_of(session: Session, words: str, *, number: int, size: int) -> list[Redirect]:
    """Those with these signs in them, the latest first; the first page is number 1."""
    found = select(Redirect).where(*_with(words)).order_by(Redirect.at.desc(), Redirect.id.desc())
    return list(session.scalars(found.limit(size).offset((number - 1) * size)))


def count(session: Session, words: str) -> int:
    return session.scalar(select(func.count(Redirect.id)).where(*_with(words))) or 0


def _with(words: str) -> list[ColumnElement[bool]]:
    if not words:
        return []
    return [
        or_(
            Redirect.path.icontains(words, autoescape=True),
            Redirect.target.icontains(words, autoescape=True),
        )
    ]
