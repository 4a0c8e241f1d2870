"""Tabs and pages of the desk's lists."""

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from flask import abort, request

from blog.web.paging import Paging, page_number, paging

SIZE = 20
_State = TypeVar("_State", bound=StrEnum)


def tab(states: type[_State], name: str, default: _State) -> _State:
    """The tab that was asked for; not found where there is none of that name."""
    asked = request.args.get(name, default)
    try:
        return states(asked)
    except ValueError:
        abort(404)


def pages(total: int, *, number: int | None = None, url: str, **query: str) -> Paging:
    """The page asked for, or the last one where a decision has just emptied it."""
    asked = page_number() if number is None else number
    return paging(
        min(asked, last_page(total)), total=total, size=SIZE, url=f"{url}?{urlencode(query)}"
    )


def last_page(total: int) -> int:
    return max(1, -(-total // SIZE))


def page_in(text: str | None) -> int:
    """The page a form says it stood on."""
    number = text or ""
    is_number = number.isascii() and number.isdigit() and len(number) <= 6
    return max(1, int(number)) if is_number else 1
