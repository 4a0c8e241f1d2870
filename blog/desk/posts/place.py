"""Where an editor stands in the lists: read from an address, and said in the next one."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import abort, request

from blog.posts.model import Kind, Standing
from blog.text.plain import one_line
from blog.web.paging import page_number

MINE = "mine"
_LISTS = {Kind.POST: "/desk/posts/", Kind.PAGE: "/desk/pages/"}
_LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Place:
    """`author` is a number, or "mine", or empty for everybody."""

    kind: Kind = Kind.POST
    standing: Standing | None = None
    author: str = ""
    words: str = ""
    number: int = 1

    @property
    def query(self) -> str:
        """What every form of the list carries in its address, so that it leads back here."""
        asked = {
            "standing": self.standing,
            "author": self.author,
            "q": self.words,
            "page": self.number if self.number > 1 else None,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def root(self) -> str:
        return _LISTS[self.kind]

    @property
    def url(self) -> str:
        return f"{self.root}?{self.query}" if self.query else self.root

    def first(self, **changed: Any) -> "Place":
        """The first page of another list."""
        return replace(self, number=1, **changed)

    def of(self, kind: Kind) -> "Place":
        return replace(self, kind=kind)


def place_asked(kind: Kind = Kind.POST) -> Place:
    """The place in the address; not found where it names what there cannot be."""
    return Place(
        kind=kind,
        standing=_standing(request.args.get("standing", "")),
        author=_author(request.args.get("author", "")),
        words=one_line(request.args.get("q", ""))[:_LONGEST],
        number=page_number(),
    )


def _standing(asked: str) -> Standing | None:
    if asked and asked not in list(Standing):
        abort(404)
    return Standing(asked) if asked else None


def _author(asked: str) -> str:
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= 9
    if asked and asked != MINE and not is_number:
        abort(404)
    return asked
