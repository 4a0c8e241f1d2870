"""A thread out of a flat list: who answers whom, five levels deep and flat beyond."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

DEPTH = 5


class Answering(Protocol):
    """Anything with a number, and the number of what it answers."""

    @property
    def id(self) -> int: ...
    @property
    def parent_id(self) -> int | None: ...


C = TypeVar("C", bound=Answering)


@dataclass(slots=True)
class Branch(Generic[C]):
    comment: C
    answers: "list[Branch[C]]" = field(default_factory=list)


def threaded(comments: Sequence[C], *, depth: int = DEPTH) -> list[Branch[C]]:
    """The top of the thread; every comment stands in it once, in the order given.

    An answer to what is not in the list stands at the top. An answer to a comment of the deepest
    level stands beside it. The list has to hold every comment after the one it answers."""
    top: list[Branch[C]] = []
    # for each comment: where its answers go, and the level they stand at
    room: dict[int, tuple[list[Branch[C]], int]] = {}
    for comment in comments:
        branch = Branch(comment)
        beside, level = room.get(comment.parent_id or 0, (top, 1))
        beside.append(branch)
        room[comment.id] = (branch.answers, level + 1) if level < depth else (beside, level)
    return top
