"""Pages below pages."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any


def in_a_tree(pages: Iterable[tuple[int, int | None, Any]]) -> dict[int, int]:
    """Of pages with the one above each and what they are sorted by: their depths, in the order of
    reading. Who is above itself, by whatever turns, stands at the end as if above were nothing."""
    places = {page: (above, sort) for page, above, sort in pages}
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for page, (above, _) in sorted(places.items(), key=lambda it: (it[1][1], it[0])):
        below[above if above in places else None].append(page)
    depths: dict[int, int] = {}
    _walk(below[None], below, depths)
    _walk([page for page in places if page not in depths], defaultdict(list), depths)
    return depths


def _walk(roots: list[int], below: dict[int | None, list[int]], depths: dict[int, int]) -> None:
    open_ones = [(page, 0) for page in reversed(roots)]
    while open_ones:
        page, depth = open_ones.pop()
        depths[page] = depth
        open_ones += [(it, depth + 1) for it in reversed(below.get(page, []))]
