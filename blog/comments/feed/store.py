"""Approved comments as feeds hand them on, of every post or of one; no address of anybody."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status
from blog.decisions.store import last_in_or_out
from blog.posts.model import Kind, Post, Standing

# built once: building a statement costs as much as running it
_LATEST = (
    select(
        Comment.id, Comment.name, Comment.html, Comment.created_at,
        Comment.edited_at, Comment.moved_at, Post.id, Post.slug, Post.title, Post.created_at,
    )
    .join(Post, Post.id == Comment.post_id)
    .where(
        Comment.status == Status.APPROVED,
        Post.kind == Kind.POST,
        Post.standing == Standing.PUBLISHED,
    )
    .order_by(Comment.created_at.desc(), Comment.id.desc())
    .limit(bindparam("size"))
)  # fmt: skip
_OF_A_POST = _LATEST.where(Comment.post_id == bindparam("post_id"))


class Said(NamedTuple):
    """A comment, and the published post it stands under. `moved_at` is when it was approved."""

    id: int
    name: str
    html: str
    created_at: datetime
    edited_at: datetime | None
    moved_at: datetime | None
    post_id: int
    slug: str
    title: str
    post_created_at: datetime

    @property
    def changed_at(self) -> datetime:
        """When readers last got other words, or any at all."""
        return max(filter(None, (self.created_at, self.edited_at, self.moved_at)))


def last_changed(session: Session, said: list[Said]) -> datetime | None:
    """When what was `said` last became another, or any comment was approved or taken down, or a
    post with its comments: what has left a feed is in none of its rows."""
    moments = [
        last_in_or_out(session, "comment", Status.APPROVED),
        last_in_or_out(session, "post", Standing.PUBLISHED),
        *(it.changed_at for it in said),
    ]
    return max(filter(None, moments), default=None)


def latest(session: Session, *, size: int, post_id: int | None = None) -> list[Said]:
    """The newest first."""
    asked = {"size": size} if post_id is None else {"size": size, "post_id": post_id}
    found = session.execute(_LATEST if post_id is None else _OF_A_POST, asked)
    return [Said._make(row) for row in found]
