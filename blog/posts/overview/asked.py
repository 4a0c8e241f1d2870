"""What the desk's lists of posts and pages are asked for, and what they show."""

from dataclasses import dataclass
from datetime import datetime

from blog.posts.model import Kind, Standing


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Those of one author, of nobody where that is 0; and with these words in their titles."""

    kind: Kind = Kind.POST
    author_id: int | None = None
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        return self.author_id is not None or bool(self.words)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A post or page as a row of the list; `depth` counts the pages above it."""

    id: int
    kind: Kind
    slug: str
    title: str
    author: str
    author_id: int | None
    standing: Standing
    sticky: bool
    comments_open: bool
    noindex: bool
    picture_id: int | None
    updated_at: datetime
    published_at: datetime | None
    publish_at: datetime | None
    expires_at: datetime | None
    depth: int = 0

    def is_overdue(self, now: datetime) -> bool:
        """Its time has come and gone, and no courier has seen to it."""
        due = self.publish_at if self.standing is Standing.SCHEDULED else self.ends_at
        return due is not None and due <= now

    @property
    def ends_at(self) -> datetime | None:
        """When readers will no longer find it."""
        return self.expires_at if self.standing is Standing.PUBLISHED else None


@dataclass(frozen=True, kw_only=True)
class Found:
    """All that is wanted: how many in each standing, and the ids of one of them in order."""

    counts: dict[Standing | None, int]
    ids: list[int]
    depths: dict[int, int]
