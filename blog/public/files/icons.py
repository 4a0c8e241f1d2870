"""The icon of the site in all its sizes, and what a phone reads that keeps the site on its screen."""

from flask import Response, abort, url_for

from blog import owner
from blog.db import reading
from blog.media import store as media
from blog.media.child import Refused, squares
from blog.public.door import public
from blog.public.files import kept
from blog.shares import sign
from blog.shares.icons import SIDES, Icon, drawn, ico
from blog.web.kit import kit

_WHITE = "#ffffff"
_SEE_THROUGH = frozenset({"32", "192", "512"})


@public.get("/icon.<mark>.svg")
def icon_drawing(mark: str) -> Response:
    icon = _current(mark)
    if not icon.svg_url:
        abort(404)
    body = lambda: sign.svg(icon.accent).encode()  # noqa: E731
    return kept.answer(f"{mark}-svg", "image/svg+xml", kept.FOR_EVER, body)


@public.get("/icon-<size>.<mark>.png")
def icon(size: str, mark: str) -> Response:
    found = _current(mark)
    return _png(found, size if size in SIDES else abort(404), kept.FOR_EVER)


@public.get("/apple-touch-icon.png")
@public.get("/apple-touch-icon-precomposed.png")
def touch_icon() -> Response:
    """As phones ask for it that have read no page."""
    return _png(owner.frame().icon, "180", kept.FOR_A_DAY)


@public.get("/favicon.ico")
def favicon() -> Response:
    found = owner.frame().icon
    body = lambda: ico(_body(found, "32"), SIDES["32"])  # noqa: E731
    return kept.answer(f"{found.mark}-ico", "image/vnd.microsoft.icon", kept.FOR_A_DAY, body)


@public.get("/site.webmanifest")
def manifest() -> Response:
    frame, wished = owner.frame(), owner.wishes()
    by_day, _ = frame.themes
    said = {
        "name": wished.name,
        "short_name": wished.name,
        "description": wished.tagline,
        "lang": "en",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
    }
