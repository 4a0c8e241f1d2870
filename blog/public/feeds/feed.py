"""What a feed says, whatever form it is written in."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from blog.web.kit import kit


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """A picture that goes along: its whole address, its bytes, its type."""

    url: str
    length: int
    type: str


@dataclass(frozen=True, kw_only=True)
class Replies:
    """`page` is where they are read and written, `feed` the address before the form of feed."""

    count: int
    page: str
    feed: str


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a comment answers, by the mark that its own entry bears, and where it stands."""

    mark: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`mark` is the same for ever, wherever the entry moves. `title`, `author` and `summary` are
    plain text and may not be empty; `html` has whole addresses. `author_url` may be empty."""

    mark: str
    url: str
    title: str
    author: str
    author_url: str = ""
    published_at: datetime
    changed_at: datetime
    html: str
    summary: str
    filed: tuple[str, ...] = ()
    replies: Replies | None = None
    answered: Answered | None = None
    enclosed: Enclosed | None = None

    @property
    def summary_html(self) -> str:
        """Where a summary is read as HTML, as in RSS."""
        return escape(self.summary, quote=False)


@dataclass(frozen=True, kw_only=True)
class Feed:
    """`page` is the path of the page that people read instead, `place` the one that its own address
    begins with. `changed_at` is when it last became another; None for one that never had anything
    in it."""

    title: str
    about: str
    page: str
    place: str
    entries: tuple[Entry, ...]
    changed_at: datetime | None


def whole(path: str) -> str:
    """A path of ours as an address for everywhere."""
    return f"{kit().settings.public_url}{path}"


def mark(kind: str, number: int, began: datetime) -> str:
    """A tag URI (RFC 4151). The moment it began tells it from another that got the same number
    later."""
    host = urlsplit(kit().settings.public_url).hostname or "localhost"
    return f"tag:{host},{began:%Y-%m-%d}:{kind}/{number}/{began:%H%M%S}"
