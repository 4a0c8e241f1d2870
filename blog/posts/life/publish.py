"""What readers get to see: publishing now or later, withdrawing, and taking replies."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from blog import edition
from blog.decisions import store as decisions
from blog.posts import store
from blog.posts.addresses.moved import stands
from blog.posts.model import Post, Standing

# What a decision may make of a post that its form shows as well: each is a new version.
CHANGES = frozenset(("comments open", "comments closed", "ends", "stays"))
UNREAD = frozenset((Standing.DRAFT, Standing.SCHEDULED, Standing.WITHDRAWN))


class AlreadyMoved(Exception):
    """Someone else published or withdrew it first."""


class TimeHasPassed(Exception):
    """What shall happen later cannot happen before now."""


class EndsFirst(Exception):
    """It would end before it appears."""


def takes_comments(post: Post, *, close_after_days: int, now: datetime) -> bool:
    """Until an editor closes them, or so many days after it was published; 0 is never."""
    if not post.comments_open or not close_after_days or post.published_at is None:
        return post.comments_open
    return now - post.published_at < timedelta(days=close_after_days)


def publish(session: Session, post: Post, *, by: str, now: datetime) -> None:
    """At once, whatever it was scheduled for. An end that has passed is none any more."""
    values: dict[str, Any] = {"publish_at": None}
    if post.expires_at is not None and post.expires_at <= now:
        values["expires_at"] = None
    move(session, post, UNREAD, to=Standing.PUBLISHED, by=by, now=now, values=values)


def schedule(
    session: Session, post: Post, *, at: datetime, by: str, now: datetime, why: str = ""
) -> None:
    """The courier publishes it at that time. `why` says the time in words, for the record.

    Raises TimeHasPassed, EndsFirst, AlreadyMoved."""
    if at <= now:
        raise TimeHasPassed
    if post.expires_at is not None and post.expires_at <= at:
        raise EndsFirst
    values = {"publish_at": at}
    move(session, post, UNREAD, to=Standing.SCHEDULED, by=by, now=now, why=why, values=values)


def unschedule(session: Session, post: Post, *, by: str, now: datetime) -> None:
    """It lies again as it lay before: a draft, or withdrawn if readers knew it once."""
    of, values = {Standing.SCHEDULED}, {"publish_at": None}
    move(session, post, of, to=at_rest(post), by=by, now=now, values=values)


def withdraw(session: Session, post: Post, *, by: str, now: datetime) -> None:
    """Readers get "not found" from now on; nothing is deleted."""
    move(session, post, {Standing.PUBLISHED}, to=Standing.WITHDRAWN, by=by, now=now)


def end_at(
    session: Session,
    post: Post,
    at: datetime | None,
    *,
    by: str,
    now: datetime,
    appears: datetime | None = None,
    why: str = "",
) -> None:
    """When it is withdrawn by itself, if ever; `appears` is the time about to be set for that.

    Raises TimeHasPassed, EndsFirst."""
    if at == post.expires_at:
        return
    if at is not None and at <= now:
        raise TimeHasPassed
    if at is not None and appears is not None and at <= appears:
        raise EndsFirst
    was = "ends" if post.expires_at else "stays"
    post.expires_at, post.updated_at = at, now
    post.version += 1
    note(session, post, was=was, became="ends" if at else "stays", by=by, now=now, why=why)
    if post.standing is Standing.PUBLISHED:  # what follows each version follows this one
        edition.turn(session)


def open_comments(session: Session, post: Post, *, by: str, now: datetime) -> None:
    _set_comments(session, post, is_open=True, by=by, now=now)


def close_comments(session: Session, post: Post, *, by: str, now: datetime) -> None:
    _set_comments(session, post, is_open=False, by=by, now=now)


def at_rest(post: Post) -> Standing:
    """What it is while nobody reads it."""
    return Standing.DRAFT if post.published_at is None else Standing.WITHDRAWN


def move(
    session: Session,
    post: Post,
    of: Collection[Standing],
    *,
    to: Standing,
    by: str,
    now: datetime,
    why: str = "",
    values: Mapping[str, Any] | None = None,
) -> None:
    """Only `of` these standings, and only if it still is what it was when it was read. Raises
    AlreadyMoved."""
    seen = post.standing
    if seen not in of or not store.move(session, post, to=to, now=now, values=values or {}):
        raise AlreadyMoved
    note(session, post, was=seen, became=to, by=by, now=now, why=why)
    if to is Standing.PUBLISHED:
        stands(session, post)
    if Standing.PUBLISHED in (seen, to):
        edition.turn(session)


def note(
    session: Session, post: Post, *, was: str, became: str, by: str, now: datetime, why: str = ""
) -> None:
    decisions.note(
        session, thing="post", thing_id=post.id, was=was, became=became, by=by, now=now, why=why
    )


def _set_comments(session: Session, post: Post, *, is_open: bool, by: str, now: datetime) -> None:
    words = {True: "comments open", False: "comments closed"}
    was = words[post.comments_open]
    post.comments_open, post.updated_at = is_open, now
    post.version += 1
    note(session, post, was=was, became=words[is_open], by=by, now=now)
    edition.turn(session)
