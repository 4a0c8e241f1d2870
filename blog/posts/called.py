"""What a post is called, also one that nobody gave a title: imported ones may have none."""

from datetime import datetime
from typing import Protocol

from blog.text.opening import opening

_LONGEST = 60


class Post(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def published_at(self) -> datetime | None: ...


def called(post: Post) -> str:
    """Its title; else its first words, else the day it was published. Never empty."""
    return post.title or called_by(post.html, post.published_at)


def called_by(html: str, published_at: datetime | None) -> str:
    """The same for a post without a title."""
    day = f"Of {published_at.day} {published_at:%B %Y}" if published_at else "Untitled"
    return opening(html, _LONGEST) or day
