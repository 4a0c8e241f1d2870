"""Which variants there are to be of a picture."""

from collections.abc import Collection

_WIDTHS = (320, 640, 960, 1280, 1920)
_LIGHT = ("avif", "webp")
Size = tuple[int, str]


def wanted(width: int, ending: str) -> list[Size]:
    """Pairs of a width and an ending, for a master of that width and ending.

    Up to the widest of them the light formats have its own width too: a browser that may choose
    a format is to find it as large as the picture is."""
    narrower = [it for it in _WIDTHS if it < width]
    found = [(it, kind) for it in narrower for kind in (*_LIGHT, ending)]
    return found + [(width, kind) for kind in _LIGHT if width <= _WIDTHS[-1]]


def missing(width: int, ending: str, made: Collection[Size]) -> list[Size]:
    return [it for it in wanted(width, ending) if it not in made]
