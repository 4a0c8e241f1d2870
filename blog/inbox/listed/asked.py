"""What an editor asks the inbox for, and what stands in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from blog.inquiries.model import Inquiry, State

AT_WORK = (State.NEW, State.OPEN, State.WAITING)
NOBODY = 0


class Order(StrEnum):
    """By when it came, or by the day it is due; those without such a day stand last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"


class Due(StrEnum):
    """`overdue` is still somebody's work and past its day."""

    ANY = ""
    OVERDUE = "overdue"
    WEEK = "week"
    DATED = "dated"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Each narrows the inbox. `assignee` is an editor's number or NOBODY, `words` are looked for
    in all that the person wrote. Without `rehearsal` no state has any rehearsals."""

    words: str = ""
    assignee: int | None = None
    topic: int | None = None
    label: str = ""
    starred: bool = False
    due: Due = Due.ANY
    rehearsal: bool = False

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One list. No `state` means all of them; `today` is the site's day."""

    state: State | None
    filters: Filters
    order: Order = Order.NEWEST
    today: date


@dataclass(frozen=True, kw_only=True)
class Listed:
    inquiry: Inquiry
    labels: tuple[str, ...] = ()


def is_overdue(inquiry: Inquiry, today: date) -> bool:
    return inquiry.state in AT_WORK and inquiry.due_on is not None and inquiry.due_on < today
