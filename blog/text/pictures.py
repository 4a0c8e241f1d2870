"""Pictures as a text names them, and what a page needs to know in order to draw one well."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

TYPES = {"avif": "image/avif", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
"""As HTTP and HTML call the formats that are kept, by their endings."""
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


def picture_html(drawn: Drawn, *, alt: str, sizes: str, lazy: bool = True) -> str:
    """The lightest format the browser knows, no larger than `sizes` says it is shown, and room
    kept for it in a colour near to its own until it is there."""
    by_ending: dict[str, list[Source]] = {}
    for source in drawn.sources:
        by_ending.setdefault(source.ending, []).append(source)
    full = drawn.url.rpartition(".")[2]
    light = (
        f'<source type="{TYPES[ending]}" srcset="{_srcset(by_ending[ending])}" sizes="{sizes}">'
        for ending in ("avif", "webp")
        if ending in by_ending and ending != full
    )
    plain = _img(drawn, by_ending.get(full, []), alt=alt, sizes=sizes, lazy=lazy)
    return f"<picture>{''.join(light)}{plain}</picture>"


def tint(colour: str) -> str:
    """The class with the one of 64 colours that is nearest to it, an rrggbb; empty for none."""
    if not _COLOUR.fullmatch(colour):
        return ""
    steps = (min(int(colour[place : place + 2], 16) // 64, 3) for place in (0, 2, 4))
    return f"tint-{''.join(map(str, steps))}"


def _img(drawn: Drawn, narrower: list[Source], *, alt: str, sizes: str, lazy: bool) -> str:
    full = Source(url=drawn.url, width=drawn.width, ending="")
    candidates = f' srcset="{_srcset([*narrower, full])}" sizes="{sizes}"' if narrower else ""
    # what shines through a PNG is to be the page
    tinted = "" if drawn.url.endswith(".png") else f' class="{tint(drawn.colour)}"'
    later = ' loading="lazy" decoding="async"' if lazy else ' fetchpriority="high"'
    return (
        f'<img{tinted} src="{drawn.url}"{candidates} width="{drawn.width}" '
        f'height="{drawn.height}" alt="{escape(alt)}"{later}>'
    )


def _srcset(sources: Iterable[Source]) -> str:
    return ", ".join(f"{it.url} {it.width}w" for it in sources)
