"""A picture in a text, as a page shows it: the lightest file that fills its place."""

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import urlsplit

from blog.text.pictures import TYPES, Drawn, Pictures, names_in, tint

_ELSEWHERE = re.compile(r"(?i)\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})")
_LIGHTER = ("avif", "webp")
# As public.css has it: the column, half of it where the text flows around.
_COLUMN, _ON_A_PHONE = 608, "calc(100vw - 2.5rem)"
_FLOATING = {"alignleft", "alignright"}


def shot(attributes: Mapping[str, str], pictures: Pictures, *, in_link: bool) -> str:
    """For an `<img>` whose attributes are given as they stand in HTML. A picture from elsewhere is
    a link to it, since no page of ours loads anything from there."""
    address = unescape(attributes.get("src", "")).strip()
    known = next((pictures[it] for it in names_in(address) if it in pictures), None)
    if known:
        return _drawn(attributes, known)
    if not address:
        return attributes.get("alt", "")
    if is_elsewhere(address):
        return _linked(attributes, address, in_link=in_link)
    return _img({"src": escape(address), **_of_the_author(attributes)})


def is_elsewhere(address: str) -> bool:
    """Whether the picture would be loaded from another site, which no page of ours does."""
    return bool(_ELSEWHERE.match(address))


def _drawn(attributes: Mapping[str, str], picture: Drawn) -> str:
    width = min(picture.width, int(attributes.get("width") or picture.width) or picture.width)
    height = max(1, round(picture.height * width / picture.width))
    sizes = _sizes(attributes, width)
    small = [it for it in picture.sources if it.ending not in _LIGHTER]
    values = {"src": picture.url}
    if small:
        own = {it.width: it.url for it in small} | {picture.width: picture.url}
        values |= {"srcset": _srcset(own), "sizes": sizes}
    colour = "" if picture.url.endswith(".png") else tint(picture.colour)  # it may be see-through
    size = {"width": str(width), "height": str(height)}
    drawn = _img({**values, **_of_the_author(attributes), **size}, colour)
    lighter = "".join(_source(picture, ending, sizes) for ending in _LIGHTER)
    return f"<picture>{lighter}{drawn}</picture>" if lighter else drawn


def _source(picture: Drawn, ending: str, sizes: str) -> str:
    urls = {it.width: it.url for it in picture.sources if it.ending == ending}
    if not urls:
        return ""
    return f'<source type="{TYPES[ending]}" srcset="{_srcset(urls)}" sizes="{sizes}">'


def _srcset(urls: Mapping[int, str]) -> str:
    return ", ".join(f"{urls[width]} {width}w" for width in sorted(urls))


def _sizes(attributes: Mapping[str, str], width: int) -> str:
    floats = _FLOATING & set(attributes.get("class", "").split())
    most = _COLUMN // 2 if floats else _COLUMN
    if width <= most:
        return f"min({width}px, {_ON_A_PHONE})"
    return f"(min-width: 41rem) {most}px, {_ON_A_PHONE}"


def _of_the_author(attributes: Mapping[str, str]) -> dict[str, str]:
    names = ("alt", "title", "lang", "dir", "width", "height", "class")
    return {"alt": "", **{it: attributes[it] for it in names if it in attributes}}


def _img(attributes: Mapping[str, str], colour: str = "") -> str:
    classes = " ".join(filter(None, ["shot", attributes.get("class"), colour]))
    values = {**attributes, "class": classes, "loading": "lazy", "decoding": "async"}
    return "<img " + " ".join(f'{name}="{value}"' for name, value in values.items()) + ">"


def _linked(attributes: Mapping[str, str], address: str, *, in_link: bool) -> str:
    words = attributes.get("alt", "").strip() or f"A picture at {escape(host_of(address))}"
    if in_link:
        return words
    return f'<a class="elsewhere" href="{escape(address)}" rel="noopener">{words}</a>'


def host_of(address: str) -> str:
    """For people, in whose words it stands."""
    try:
        return urlsplit(address.replace("\\", "/")).hostname or "another site"
    except ValueError:
        return "another site"
