"""The figures as the page draws them: people by name, bars as numbers, times in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from blog.inquiries.model import State
from blog.outbox.model import Rounds
from blog.today.bars import Bar, bars
from blog.today.figures import AT_WORK, CameIn, Figures, Part, Unread, Work
from blog.today.words import counted, length

_QUIET = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whose work it is; `key` stands for them in the inbox's address."""

    name: str
    key: str
    numbers: Mapping[State, int]
    overdue: int
    oldest: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """`one` and `many` name what was counted."""

    key: str
    title: str
    words: str
    bars: Sequence[Bar]
    numbers: Sequence[int]
    total: int


def people(work: Sequence[Work], names: Mapping[int, str], me: int, now: datetime) -> list[Person]:
    """The one who looks stands first, nobody last; who has nothing to do does not stand there."""
    found = {it.assignee_id for it in work}
    others = sorted(found - {None, me}, key=lambda it: names.get(it or 0, "").casefold())
    order = [me] * (me in found) + others + [None] * (None in found)
    return [_person(who, work, names, me, now) for who in order]


def _person(
    who: int | None, work: Sequence[Work], names: Mapping[int, str], me: int, now: datetime
) -> Person:
    its = [it for it in work if it.assignee_id == who]
    known = {None: ("Nobody yet", "nobody"), me: ("You", "me")}
    name, key = known.get(who) or (names.get(who or 0, "Somebody who left"), str(who))
    numbers = {it.state: it.number for it in its}
    return Person(
        name=name,
        key=key,
        numbers={state: numbers.get(state, 0) for state in AT_WORK},
        overdue=sum(it.overdue for it in its),
        oldest=length(now - min(it.since for it in its)),
    )


def drawings(weeks: Sequence[CameIn], of: Collection[Part]) -> list[Drawing]:
    drawn = []
    if Part.INQUIRIES in of:
        numbers = [it.inquiries for it in weeks]
        drawn.append(_drawing("inquiries", "Inquiries", numbers, "inquiry", "inquiries"))
    if Part.COMMENTS in of:
        numbers = [it.comments for it in weeks]
        drawn.append(_drawing("comments", "Comments", numbers, "comment", "comments"))
    return drawn


def _drawing(key: str, title: str, numbers: Sequence[int], one: str, many: str) -> Drawing:
    words = (
        f"{counted(sum(numbers), one, many)} in {len(numbers)} weeks: "
        f"{max(numbers):,} in the fullest week, {numbers[-1]:,} in this one."
    )
    return Drawing(
        key=key, title=title, words=words, bars=bars(numbers), numbers=numbers, total=sum(numbers)
    )


def spam(weeks: Sequence[CameIn]) -> dict[str, tuple[int, int]]:
    """This week, and in all of them."""
    comments = [it.comment_spam for it in weeks]
    inquiries = [it.inquiry_spam for it in weeks]
    return {
        "comments": (comments[-1], sum(comments)),
        "inquiries": (inquiries[-1], sum(inquiries)),
    }


def lead(figures: Figures) -> str:
    """What it all comes to, in one sentence."""
    waits = []
    if held := figures.held.number:
        waits.append(counted(held, "comment"))
    if new := figures.new.number:
        waits.append(counted(new, "new inquiry", "new inquiries"))
    if not waits:
        return "Nothing waits for a decision."
    is_one = len(waits) == 1 and waits[0].startswith("1 ")
    return f"{' and '.join(waits)} {'waits' if is_one else 'wait'} for you."


def lead_of_writing(unread: Sequence[Unread]) -> str:
    """For who sees nothing else."""
    if not unread:
        return "Nothing of yours lies unfinished."
    lies = "lies" if len(unread) == 1 else "lie"
    return f"{counted(len(unread), 'thing')} of yours {lies} here that readers do not see."


def courier(rounds: Rounds | None, now: datetime) -> tuple[str, bool]:
    """Whether letters are looked after, in words; and whether that is as it should be."""
    if rounds is None:
        return "No courier has looked for letters yet.", True
    if rounds.paused_until and rounds.paused_until > now:
        why = f": {rounds.pause_words.rstrip('.')}" if rounds.pause_words else ""
        since = f" for {length(now - rounds.paused_since)}" if rounds.paused_since else ""
        return f"Couriers have paused{since}{why}.", False
    ago = now - rounds.looked_at
    if ago > _QUIET:
        return f"No courier has looked for letters for {length(ago)}.", False
    return "Couriers are on their rounds.", True
