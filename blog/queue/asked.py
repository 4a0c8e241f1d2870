"""What an editor asks the queue for, and what stands in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from blog.comments.model import Comment, Version


class Order(StrEnum):
    """By when it was written."""

    OLDEST = "oldest"
    NEWEST = "newest"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Each narrows the queue; `author` is an e-mail address, `word` stands in name or text."""

    post_id: int | None = None
    author: str = ""
    network: str = ""
    word: str = ""

    def __bool__(self) -> bool:
        return bool(self.post_id or self.author or self.network or self.word)


@dataclass(frozen=True, kw_only=True)
class History:
    """What else an author wrote, besides the comment that stands here."""

    approved: int = 0
    held: int = 0
    spam: int = 0
    trash: int = 0
    since: datetime | None = None
    trusted: bool = False


@dataclass(frozen=True, kw_only=True)
class Queued:
    """A comment as the desk sees it; `answers_name` and `answers_text` are of what it answers,
    `versions` what it said before, the first text first."""

    comment: Comment
    post_title: str
    post_slug: str
    answers_name: str | None
    answers_text: str | None
    history: History
    versions: tuple[Version, ...] = ()
