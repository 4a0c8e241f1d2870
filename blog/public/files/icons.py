"""The icon of the site in all its sizes, from the owner's picture or drawn."""

from functools import partial

from flask import Response, abort

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
    return kept.answer(f"{mark}-svg", "image/svg+xml", kept.FOR_EVER, partial(_svg, icon))


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
    name, kind = f"{found.mark}-ico", "image/vnd.microsoft.icon"
    return kept.answer(name, kind, kept.FOR_A_DAY, partial(_ico, found))


def _svg(icon: Icon) -> bytes:
    return sign.svg(icon.accent).encode()


def _ico(icon: Icon) -> bytes:
    return ico(_body(icon, "32"), SIDES["32"])


def _png(icon: Icon, size: str, keep: str) -> Response:
    return kept.answer(f"{icon.mark}-{size}", "image/png", keep, lambda: _body(icon, size))


def _current(mark: str) -> Icon:
    """That of another time is gone, and no page asks for it any more."""
    found = owner.frame().icon
    return found if found.mark == mark else abort(404)


def _body(icon: Icon, size: str) -> bytes:
    name = f"{icon.mark}-{size}"
    if not icon.picture_id:
        return kept.drawn(kept.icons, name, lambda: {name: drawn(icon.accent, size)})
    return kept.drawn(kept.icons, name, lambda: _of_picture(icon))


def _of_picture(icon: Icon) -> dict[str, bytes]:
    """Its middle in all sizes; on white where a phone would put black behind what is
    transparent."""
    with reading(kit().engine) as session:
        picture = media.picture(session, icon.picture_id) or abort(404)
        file = media.file_of(session, picture.name, None, picture.ending) or abort(404)
        body = media.body_of(session, file)
    wanted = [(side, "" if it in _SEE_THROUGH else _WHITE) for it, side in SIDES.items()]
    try:
        found = squares(body, wanted)
    except Refused:
        found = [drawn(icon.accent, size) for size in SIDES]
    return {f"{icon.mark}-{size}": png for size, png in zip(SIDES, found, strict=True)}
