"""Where an editor stands in the inbox: read from an address, and said in the next one."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import abort, request

from blog import owner
from blog.desk.door import me
from blog.inbox.listed.asked import NOBODY, Asked, Due, Filters, Order
from blog.inquiries.model import State
from blog.text.plain import one_line
from blog.web.kit import kit
from blog.web.times import in_zone

INBOX = "/desk/inquiries/"
ALL = "all"
_NOBODY, _MINE = "nobody", "mine"
_LARGEST_NUMBER = 2**31 - 1
_LONGEST = 254
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page of the inbox; or the page of the one inquiry `on`, with a way back to it. No `state`
    means all."""

    state: State | None = State.NEW
    order: Order = Order.NEWEST
    filters: Filters = field(default_factory=Filters)
    number: int = 1
    on: int = 0

    @property
    def tab(self) -> str:
        return self.state or ALL

    @property
    def query(self) -> str:
        """What every form of the page carries in its address, so that it leads back here."""
        filters = self.filters
        asked = {
            "state": self.tab,
            "order": self.order if self.order is not Order.NEWEST else "",
            "words": filters.words,
            "assignee": _NOBODY if filters.assignee == NOBODY else filters.assignee,
            "topic": filters.topic,
            "label": filters.label,
            "starred": "yes" if filters.starred else "",
            "due": filters.due,
            "rehearsal": "yes" if filters.rehearsal else "",
            "page": self.number if self.number > 1 else None,
            "on": self.on,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def url(self) -> str:
        return f"{INBOX}{self.on}/?{self.but(on=0).query}" if self.on else f"{INBOX}?{self.query}"

    @property
    def export_url(self) -> str:
        return f"{INBOX}export.csv?{self.first().query}"

    @property
    def asked(self) -> Asked:
        today = in_zone(kit().now(), owner.wishes().zone).date()
        return Asked(state=self.state, filters=self.filters, order=self.order, today=today)

    def but(self, **changed: Any) -> "Place":
        return replace(self, **changed)

    def at(self, inquiry_id: int) -> "Place":
        """The page of one of them, with a way back here."""
        return replace(self, on=inquiry_id)

    def first(self, **changed: Any) -> "Place":
        """The first page of another list."""
        return replace(self, number=1, on=0, **changed)

    def filtered(self, **changed: Any) -> "Place":
        """The first page of the same list, narrowed another way."""
        return self.first(filters=replace(self.filters, **changed))


def place_asked(*, on: int = 0) -> Place:
    """The place in the address; not found where it names what there cannot be."""
    asked = request.args.get("state") or State.NEW
    return Place(
        state=None if asked == ALL else _word(State, "state", State.NEW),
        order=_word(Order, "order", Order.NEWEST),
        filters=Filters(
            words=_line("words"),
            assignee=_assignee(),
            topic=_number("topic") or None,
            label=_line("label")[:40],
            starred=bool(request.args.get("starred")),
            due=_word(Due, "due", Due.ANY),
            rehearsal=bool(request.args.get("rehearsal")),
        ),
        number=max(1, _number("page")),
        on=on or _number("on"),
    )


def _assignee() -> int | None:
    asked = request.args.get("assignee")
    if not asked:
        return None
    known = {_NOBODY: NOBODY, _MINE: me().editor_id}
    return known[asked] if asked in known else _number("assignee")


def _word(words: type[_Word], name: str, default: _Word) -> _Word:
    asked = request.args.get(name) or default
    return words(asked) if asked in list(words) else abort(404)


def _number(name: str) -> int:
    text = request.args.get(name, "")
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text)):
        abort(404)
    return min(int(text), _LARGEST_NUMBER)


def _line(name: str) -> str:
    return one_line(request.args.get(name, ""))[:_LONGEST]
