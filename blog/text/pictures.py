"""Pictures as a text names them, and what a page needs to know in order to draw one well."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_COLOUR = re.compile(r"[0-9a-f]{6}")
_NAMED = re.compile(r"/media/([0-9a-f]{24})\b")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file of a picture: its address, its width in pixels, and its format as an ending."""

    url: str
    width: int
    ending: str


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """`url` is the full picture of `width` by `height` pixels, `sources` the lighter ones as far
    as they are made; `colour` is its dominant one, as rrggbb."""

    id: int
    name: str
    url: str
    width: int
    height: int
    colour: str
    alt: str = ""
    decorative: bool = False
    sources: tuple[Source, ...] = ()


Pictures = Mapping[str, Drawn]
"""By name: the 24 signs after /media/ in an address."""


def names_in(text: str) -> list[str]:
    """The pictures of ours that a text shows, each once, in order."""
    return list(dict.fromkeys(_NAMED.findall(text)))


def tint(colour: str) -> str:
    """The class of public.css that is nearest to a colour given as rrggbb: one of 4 by 4 by 4.
    Empty where it is no colour."""
    if not _COLOUR.fullmatch(colour):
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) // 64 for at in (0, 2, 4))
    return f"tint-{red * 16 + green * 4 + blue}"
