"""Files that are drawn when they are asked for, and answered for as long as their address says."""

from collections.abc import Callable

from flask import Response, request
from werkzeug.exceptions import ServiceUnavailable

from blog.shares.shelf import Busy, Draw, Shelf

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"
_AGAIN_IN_SECONDS = 1

# Of this process. What lies there is named by what is in it, so that it is never out of date.
shares = Shelf()
# Apart: a photo takes a process of its own some seconds, and then all sizes are there for good.
icons = Shelf(may_wait=2)


def drawn(shelf: Shelf, name: str, draw: Draw) -> bytes:
    """From the shelf, or drawn for it; while others wait for theirs, "again in a second"."""
    try:
        return shelf.get(name, draw)
    except Busy:
        raise ServiceUnavailable(retry_after=_AGAIN_IN_SECONDS) from None


def answer(name: str, mimetype: str, keep: str, body: Callable[[], bytes]) -> Response:
    """`name` says what is in it; nothing is drawn for a browser that has it."""
    if name in request.if_none_match:
        found = Response(status=304)
    else:
        found = Response(body(), mimetype=mimetype)
    found.set_etag(name)
    found.headers["Cache-Control"] = keep
    # other sites may show them: who shares a page shares its picture
    found.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return found
