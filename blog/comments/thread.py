"""A thread out of a flat list: who answers whom, what is folded away, and which page it is on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

DEPTH = 5
# A thread with more answers standing open than MANY shows about FEW; nobody opens a fold for one
# or two, and what is longer than LARGEST is no longer in the page at all.
_FEW, _MANY, _WORTH_FOLDING, _LARGEST = 5, 8, 3, 300


class Answering(Protocol):
    """Anything with a number, and the number of what it answers."""

    @property
    def id(self) -> int: ...
    @property
    def parent_id(self) -> int | None: ...


C = TypeVar("C", bound=Answering)


class Knot(NamedTuple):
    """A comment without its words: where it stands is known from these two."""

    id: int
    parent_id: int | None


@dataclass(slots=True)
class Branch(Generic[C]):
    """A comment with its answers. `beside` is the comment it answers, where it stands beside that
    and not under it. `more` are answers folded away after the others, `hidden` comments in all:
    with none in `more` they are left for another page; where the reader has `opened` the thread,
    they are in sight."""

    comment: C
    answers: "list[Branch[C]]" = field(default_factory=list)
    beside: C | None = None
    more: "list[Branch[C]]" = field(default_factory=list)
    hidden: int = 0
    opened: bool = False


def threaded(comments: Sequence[C], *, depth: int = DEPTH) -> list[Branch[C]]:
    """The top of the thread; every comment stands in it once, in the order given.

    An answer to what is not in the list stands at the top. An answer to a comment of the deepest
    level stands beside it. The list has to hold every comment after the one it answers."""
    top: list[Branch[C]] = []
    # for each comment: where its answers go, the level they stand at, and what they stand beside
    room: dict[int, tuple[list[Branch[C]], int, C | None]] = {}
    for comment in comments:
        there, level, beside = room.get(comment.parent_id or 0, (top, 1, None))
        branch = Branch(comment, beside=beside)
        there.append(branch)
        if level < depth:
            room[comment.id] = (branch.answers, level + 1, None)
        else:
            room[comment.id] = (there, level, comment)
    return top


# -- folds -------------------------------------------------------------------------------------


def fold(branch: Branch[C], *, opened: bool = False) -> tuple[int, int]:
    """Fold the later answers of a long thread away, at every level by itself; how many comments
    stand open now, and how many there are."""
    if not branch.answers:
        return 1, 1
    counts = [fold(answer, opened=opened) for answer in branch.answers]
    standing, total = (sum(count[at] for count in counts) for at in (0, 1))
    if standing > _MANY:
        kept = _enough([count[0] for count in counts])
        hidden = sum(count[1] for count in counts[kept:])
        if hidden >= _WORTH_FOLDING:
            branch.more = branch.answers[kept:] if opened or hidden <= _LARGEST else []
            branch.answers, branch.hidden, branch.opened = branch.answers[:kept], hidden, opened
            standing = sum(count[0] for count in counts[:kept])
    return standing + 1, total + 1


def _enough(standing: Sequence[int]) -> int:
    """After how many branches a few comments stand there."""
    seen = 0
    for kept, number in enumerate(standing, 1):
        seen += number
        if seen >= _FEW:
            return kept
    return len(standing)


def numbers_in(branch: Branch[C], *, folded: bool) -> Iterator[int]:
    """Of the comments in it, those that are folded away with the others or not."""
    yield branch.comment.id
    for answer in [*branch.answers, *branch.more] if folded else branch.answers:
        yield from numbers_in(answer, folded=folded)


# -- pages -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Whole threads, `size` a page. `tops` has for each comment the first one of its thread,
    `order` those in the order they are shown."""

    tops: Mapping[int, int]
    order: Sequence[int]
    size: int

    @property
    def last(self) -> int:
        return max(1, -(-len(self.order) // self.size))

    def number_of(self, comment_id: int | None) -> int | None:
        """The page a comment stands on; None where it stands on none."""
        top = self.tops.get(comment_id or 0)
        return None if top is None else self.order.index(top) // self.size + 1

    def threads_on(self, number: int) -> Sequence[int]:
        return self.order[(number - 1) * self.size : number * self.size]

    def within(self, threads: Collection[int]) -> Collection[int]:
        """The comments of these threads."""
        wanted = frozenset(threads)
        return [number for number, top in self.tops.items() if top in wanted]


def paged(
    comments: Sequence[C], *, size: int, depth: int = DEPTH, newest_first: bool = False
) -> Pages:
    """Which thread, and so which page, each of a post's comments stands in; in an order that
    `threaded` takes them in. With one level, each is a thread of its own."""
    tops: dict[int, int] = {}
    for comment in comments:
        number = comment.id
        tops[number] = number if depth == 1 else tops.get(comment.parent_id or 0, number)
    order = [number for number, top in tops.items() if number == top]
    return Pages(tops=tops, order=order[::-1] if newest_first else order, size=size)
