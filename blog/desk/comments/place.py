"""Where an editor stands in the queue: read from an address, and said in the next one."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import abort, request, session

from blog.comments.model import Status
from blog.queue.asked import Filters, Order
from blog.text.plain import one_line

SHOWN = tuple(status for status in Status if status is not Status.GONE)
QUEUE = "/desk/comments/"
_LARGEST_NUMBER = 2**31 - 1
_LONGEST = 254
_ORDER = "order"
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page of the queue; or the page of the one comment `on`, with a way back to it."""

    status: Status = Status.HELD
    order: Order = Order.NEWEST
    filters: Filters = field(default_factory=Filters)
    number: int = 1
    on: int = 0

    @property
    def query(self) -> str:
        """What every form of the page carries in its address, so that it leads back here."""
        asked = {
            "status": self.status,
            "order": self.order,
            "post": self.filters.post_id,
            "author": self.filters.author,
            "network": self.filters.network,
            "word": self.filters.word,
            "page": self.number if self.number > 1 else None,
            "on": self.on,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def url(self) -> str:
        return f"{QUEUE}{self.on}/?{self.but(on=0).query}" if self.on else f"{QUEUE}?{self.query}"

    def but(self, **changed: Any) -> "Place":
        return replace(self, **changed)

    def first(self, **changed: Any) -> "Place":
        """The first page of another list."""
        return replace(self, number=1, on=0, **changed)

    def filtered(self, **changed: Any) -> "Place":
        """The first page of the same list, narrowed another way."""
        return self.first(filters=replace(self.filters, **changed))


def place_asked(*, on: int = 0) -> Place:
    """The place in the address; not found where it names what there cannot be."""
    return Place(
        status=_word(Status, "status", Status.HELD),
        order=_word(Order, _ORDER, _order_before()),
        filters=Filters(
            post_id=_number("post") or None,
            author=_line("author"),
            network=_line("network"),
            word=_line("word"),
        ),
        number=max(1, _number("page")),
        on=on or _number("on"),
    )


def remember_order(place: Place) -> None:
    """The next list without an order of its own has this one."""
    if place.order is not _order_before():
        session[_ORDER] = str(place.order)


def _order_before() -> Order:
    kept = session.get(_ORDER)
    return Order(kept) if kept in list(Order) else Order.NEWEST


def _word(words: type[_Word], name: str, default: _Word) -> _Word:
    asked = request.args.get(name) or default
    if asked not in list(words) or asked == Status.GONE:
        abort(404)
    return words(asked)


def _number(name: str) -> int:
    text = request.args.get(name, "")
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text)):
        abort(404)
    return min(int(text), _LARGEST_NUMBER)


def _line(name: str) -> str:
    return one_line(request.args.get(name, ""))[:_LONGEST]
