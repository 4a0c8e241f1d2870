"""What the page Today shows, as frozen values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from blog.inquiries.model import State
from blog.outbox.model import Rounds
from blog.today.weeks import Week

AT_WORK = (State.NEW, State.OPEN, State.WAITING)


class Part(StrEnum):
    """What the page is made of; not everybody sees all of it."""

    COMMENTS = "comments"
    INQUIRIES = "inquiries"
    LETTERS = "letters"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How many, and since when the oldest of them."""

    number: int = 0
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Work:
    """Inquiries in one state and with one assignee; `overdue` of them are past their day."""

    assignee_id: int | None
    state: State
    number: int
    overdue: int
    since: datetime


@dataclass(frozen=True, kw_only=True)
class CameIn:
    """In one week: what people wrote, and beside it what was taken for spam."""

    week: Week
    comments: int = 0
    inquiries: int = 0
    comment_spam: int = 0
    inquiry_spam: int = 0


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Half of the first answers took no longer than `median`; it is based on `number`."""

    median: timedelta | None = None
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Letters:
    """`last_at` is the last time the mail server took one, `last_answer` what it said."""

    last_at: datetime | None = None
    last_answer: str = ""
    waiting: int = 0
    dead: int = 0
    rounds: Rounds | None = None


@dataclass(frozen=True, kw_only=True)
class Unread:
    """Something one wrote that readers do not see yet, or no longer."""

    post_id: int
    title: str
    is_page: bool
    standing: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A part that was not asked for is empty."""

    held: Waiting = Waiting()
    work: tuple[Work, ...] = ()
    weeks: tuple[CameIn, ...] = ()
    answering: Answering = Answering()
    letters: Letters = Letters()

    @property
    def new(self) -> Waiting:
        """The inquiries that nobody has looked after yet."""
        return self.of(State.NEW)

    def of(self, state: State) -> Waiting:
        its = [it for it in self.work if it.state is state]
        since = min((it.since for it in its), default=None)
        return Waiting(number=sum(it.number for it in its), since=since)

    @property
    def overdue(self) -> dict[State, int]:
        """In each state, where there are any."""
        found = dict.fromkeys(AT_WORK, 0)
        for it in self.work:
            found[it.state] += it.overdue
        return {state: number for state, number in found.items() if number}

    @property
    def is_first_day(self) -> bool:
        """Nothing waits, and in all these weeks nothing came."""
        came = any(
            it.comments or it.inquiries or it.comment_spam or it.inquiry_spam for it in self.weeks
        )
        return not (came or self.held.number or self.work or self.letters.last_at)
