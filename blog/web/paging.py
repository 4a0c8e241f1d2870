"""Long lists, a page at a time."""

from dataclasses import dataclass

from flask import abort, request

_LONGEST = 6


@dataclass(frozen=True, kw_only=True)
class Paging:
    number: int
    last: int
    newer_url: str | None
    older_url: str | None


def page_number(key: str = "page") -> int:
    """The page that was asked for; not found where it is no number a list could have."""
    text = request.args.get(key, "1")
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST and int(text) > 0):
        abort(404)
    return int(text)


def paging(number: int, *, total: int, size: int, url: str) -> Paging:
    """Not found beyond the last page; `url` may have a query of its own."""
    last = max(1, -(-total // size))
    if number > last:
        abort(404)
    mark = "&" if "?" in url else "?"

    def at(page: int) -> str:
        return url if page == 1 else f"{url}{mark}page={page}"

    return Paging(
        number=number,
        last=last,
        newer_url=at(number - 1) if number > 1 else None,
        older_url=at(number + 1) if number < last else None,
    )
