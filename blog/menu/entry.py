"""An entry of the menu as a value, and the links that readers see."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from blog.posts.model import Standing

DEEPEST = 1
"""An entry of the top may have others under it, and those none."""


class Area(StrEnum):
    TOP = "top"
    FOOT = "foot"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`label` is empty where the page's own title is to be used; of the page `title`, `slug` and
    `standing`."""

    id: int
    area: Area
    parent_id: int | None
    label: str
    target: str
    post_id: int | None
    title: str = ""
    slug: str = ""
    standing: Standing | None = None

    @property
    def words(self) -> str:
        return self.label or self.title or self.target

    @property
    def href(self) -> str:
        return f"/{self.slug}/" if self.post_id else self.target

    @property
    def is_open(self) -> bool:
        """Whether readers can follow it."""
        return not self.post_id or self.standing is Standing.PUBLISHED


@dataclass(frozen=True, kw_only=True)
class Link:
    href: str
    words: str
    under: tuple["Link", ...] = ()

    @property
    def is_elsewhere(self) -> bool:
        return not self.href.startswith("/")


def links(entries: Iterable[Entry], area: Area, *, home_id: int | None = None) -> tuple[Link, ...]:
    """Without those to pages that are not published: what stood under them takes their place. The
    page that is the front page has the front page's address."""
    there = [each for each in entries if each.area is area]

    def drawn(parent_id: int | None) -> tuple[Link, ...]:
        found: list[Link] = []
        for each in there:
            if each.parent_id == parent_id:
                under = drawn(each.id)
                found += [_link(each, under, home_id)] if each.is_open else under
        return tuple(found)

    return drawn(None)


def _link(entry: Entry, under: tuple[Link, ...], home_id: int | None) -> Link:
    href = "/" if home_id and entry.post_id == home_id else entry.href
    return Link(href=href, words=entry.words, under=under)
