"""A page as the tree knows it, and what stands around it there."""

from collections.abc import Iterable
from dataclasses import dataclass

from blog.posts.model import Standing


@dataclass(frozen=True, kw_only=True)
class TreePage:
    """`title` is what it is called where it has none."""

    id: int
    parent_id: int | None
    title: str
    slug: str
    standing: Standing

    @property
    def is_published(self) -> bool:
        return self.standing is Standing.PUBLISHED


@dataclass(frozen=True, kw_only=True)
class Around:
    """What readers may open: `above` from the root down, `below` in order."""

    above: tuple[TreePage, ...] = ()
    below: tuple[TreePage, ...] = ()


def around(pages: Iterable[TreePage], page_id: int) -> Around:
    """A page above that is not published leaves a gap, and what is above it still shows."""
    known = {each.id: each for each in pages}
    above: list[TreePage] = []
    seen, here = {page_id}, known.get(page_id)
    while here and (parent := known.get(here.parent_id or 0)) and parent.id not in seen:
        seen.add(parent.id)
        above.insert(0, parent)
        here = parent
    below = (each for each in known.values() if each.parent_id == page_id)
    return Around(
        above=tuple(each for each in above if each.is_published),
        below=tuple(each for each in below if each.is_published and each.id not in seen),
    )
