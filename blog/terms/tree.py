"""The tree of categories: who stands above and below whom. Pure, and never lost in a circle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from blog.terms.model import Category

DEEPEST = 4


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A category in its place; those at the top have depth 1."""

    id: int
    parent_id: int | None
    slug: str
    name: str
    about: str
    depth: int


class Tree:
    """`branches` are all of them, each before those below it, in the editors' order."""

    def __init__(self, rows: Iterable[Category]) -> None:
        """`rows` in the order they have among those with the same parent."""
        there = list(rows)
        known = {row.id for row in there}
        self._below: dict[int | None, list[Category]] = {}
        for row in there:
            parent = row.parent_id if row.parent_id in known else None
            self._below.setdefault(parent, []).append(row)
        self.branches: tuple[Branch, ...] = tuple(self._grown(there))
        self._by_id = {it.id: it for it in self.branches}

    def of(self, category_id: int | None) -> Branch | None:
        return self._by_id.get(category_id or 0)

    def at(self, slug: str) -> Branch | None:
        return next((it for it in self.branches if it.slug == slug), None)

    def below(self, category_id: int | None) -> tuple[Branch, ...]:
        """Those right below it, or at the top."""
        return tuple(it for it in self.branches if it.parent_id == category_id)

    def above(self, branch: Branch) -> tuple[Branch, ...]:
        """The way to it from the top, without itself."""
        way: list[Branch] = []
        here = self.of(branch.parent_id)
        while here is not None:
            way.insert(0, here)
            here = self.of(here.parent_id)
        return tuple(way)

    def with_all_below(self, category_id: int) -> frozenset[int]:
        """Its number and those of everything that hangs from it."""
        found = {category_id}
        for branch in self.branches:  # parents come first
            if branch.parent_id in found:
                found.add(branch.id)
        return frozenset(found)

    def may_stand(self, category_id: int | None, *, under: int | None) -> bool:
        """Whether it, with all below it, fits under that one: no circle, and not too deep."""
        if under is None:
            return True
        parent = self.of(under)
        mine = self.with_all_below(category_id) if category_id else frozenset[int]()
        if parent is None or under in mine:
            return False
        return parent.depth + self._height(mine) <= DEEPEST

    def _height(self, ids: frozenset[int]) -> int:
        depths = [it.depth for it in self.branches if it.id in ids]
        return max(depths) - min(depths) + 1 if depths else 1

    def _grown(self, rows: Sequence[Category]) -> Iterable[Branch]:
        """What hangs from nothing but itself is put at the top, so that it can be seen."""
        seen: set[int] = set()
        for start in (*self._below.get(None, ()), *rows):
            waiting = [(start, None, 1)] if start.id not in seen else []
            while waiting:
                row, parent, depth = waiting.pop()
                if row.id in seen:
                    continue
                seen.add(row.id)
                yield _branch(row, parent, depth)
                below = self._below.get(row.id, ())
                waiting += [(it, row.id, depth + 1) for it in reversed(below)]


def _branch(row: Category, parent_id: int | None, depth: int) -> Branch:
    return Branch(
        id=row.id,
        parent_id=parent_id,
        slug=row.slug,
        name=row.name,
        about=row.about,
        depth=depth,
    )
