"""A link by which a stranger may look at a post before it is published, for some days."""

import secrets
from datetime import datetime, timedelta

from blog.posts.model import Post
from blog.signed import numbers_in, sign

PURPOSE = "preview"
DAYS = (1, 7, 30)


def share(post: Post, *, days: int, now: datetime) -> None:
    """A new link; the one before it ends."""
    post.preview_key = secrets.token_hex(7)
    post.preview_until = now + timedelta(days=days)


def end(post: Post) -> None:
    post.preview_key, post.preview_until = "", None


def token_of(post: Post, *, secret: str, now: datetime) -> str | None:
    """What the link says; None where nobody may look, or not any more."""
    until = post.preview_until
    if not post.preview_key or until is None or until < now:
        return None
    return sign(post.id, int(post.preview_key, 16), purpose=PURPOSE, until=until, secret=secret)


def post_id_in(token: str, *, secret: str, now: datetime) -> tuple[int, str] | None:
    """Of which post the link is, and by which key; None where it is forged or has run out."""
    found = numbers_in(token, purpose=PURPOSE, secret=secret, now=now, count=2)
    return (found[0], f"{found[1]:014x}") if found else None
