"""Things in a tree, each among its siblings: one step up or down, under another, or out again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

Branches = Mapping[int | None, Sequence[int]]
"""What stands under each, in order; under None stand the roots."""


class Step(StrEnum):
    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


def branches_of(pairs: Iterable[tuple[int, int | None]]) -> Branches:
    """Of each its number and what it stands under. What stands under nothing that is there is a
    root, and so is the first of a circle: nothing is ever lost from sight."""
    above = dict(pairs)
    found: dict[int | None, list[int]] = {None: []}
    for each, parent in above.items():
        is_root = parent not in above or _is_first_of_a_circle(each, above)
        found.setdefault(None if is_root else parent, []).append(each)
    return found


def in_order(
    branches: Branches, under: int | None = None, depth: int = 0
) -> Iterator[tuple[int, int]]:
    """Each with its depth, the way a list shows them."""
    for each in branches.get(under, ()):
        yield each, depth
        yield from in_order(branches, each, depth + 1)


def parents_in(branches: Branches) -> dict[int, int | None]:
    return {each: parent for parent, under in branches.items() for each in under}


def is_possible(branches: Branches, wanted: int, step: Step, *, deepest: int) -> bool:
    return moved(branches, wanted, step, deepest=deepest) is not branches


def moved(branches: Branches, wanted: int, step: Step, *, deepest: int) -> Branches:
    """The tree after that step, whole branches together; the very same where it cannot be made.
    Roots have depth 0, and nothing comes to stand deeper than `deepest`."""
    above = parents_in(branches)
    parent = above[wanted]
    siblings = branches[parent]
    here = siblings.index(wanted)
    if step is Step.OUT:
        return _out(branches, wanted, above) if parent is not None else branches
    if step is Step.IN:
        fits = here > 0 and _depth(above, wanted) + 1 + _height(branches, wanted) <= deepest
        return _under(branches, wanted, parent, siblings[here - 1]) if fits else branches
    there = here + (1 if step is Step.DOWN else -1)
    if not 0 <= there < len(siblings):
        return branches
    after = [each for each in siblings if each != wanted]
    after.insert(there, wanted)
    return {**branches, parent: after}


def stands_under(parents: Mapping[int, int | None], wanted: int | None, above: int) -> bool:
    """Whether `wanted` is `above` itself, or stands somewhere under it."""
    seen: set[int] = set()
    while wanted is not None and wanted not in seen:
        if wanted == above:
            return True
        seen.add(wanted)
        wanted = parents.get(wanted)
    return False


def _under(branches: Branches, wanted: int, parent: int | None, onto: int) -> Branches:
    left = [each for each in branches[parent] if each != wanted]
    return {**branches, parent: left, onto: [*branches.get(onto, ()), wanted]}


def _out(branches: Branches, wanted: int, above: Mapping[int, int | None]) -> Branches:
    """Right after what it stood under."""
    parent = above[wanted]
    assert parent is not None
    grand = above[parent]
    left = [each for each in branches[parent] if each != wanted]
    among = list(branches[grand])
    among.insert(among.index(parent) + 1, wanted)
    return {**branches, parent: left, grand: among}


def _depth(above: Mapping[int, int | None], wanted: int) -> int:
    parent = above[wanted]
    return 0 if parent is None else 1 + _depth(above, parent)


def _height(branches: Branches, wanted: int) -> int:
    return max((1 + _height(branches, each) for each in branches.get(wanted, ())), default=0)


def _is_first_of_a_circle(each: int, above: Mapping[int, int | None]) -> bool:
    """Of those in the circle the one with the smallest number."""
    circle = [each]
    parent = above[each]
    while parent in above and parent not in circle:
        circle.append(parent)  # type: ignore[arg-type]
        parent = above[parent]  # type: ignore[index]
    return parent == each and each == min(circle)
