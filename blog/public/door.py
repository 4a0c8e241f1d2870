"""The public door: anonymous, without session or cookie, the same page for everybody."""

from flask import Blueprint, Response

from blog.intake.admit import FLOOD_SECONDS

public = Blueprint("public", __name__)

SHARED = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"
# Not no-store: a browser that may keep the page shows it again on "Back", words and all.
BACK = "private, no-cache"


def shared(body: str) -> Response:
    """A page that is the same for everybody, and may be kept for them."""
    response = Response(body, mimetype="text/html")
    response.headers["Cache-Control"] = SHARED
    return response


def private(body: str, status: int) -> Response:
    """A page with something in it that is one visitor's alone."""
    response = Response(body, status, mimetype="text/html")
    response.headers["Cache-Control"] = PRIVATE
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def refused(body: str, status: int) -> Response:
    """A form that was refused, with everything that was typed."""
    response = private(body, status)
    response.headers["Cache-Control"] = BACK
    if status == 429:
        response.headers["Retry-After"] = str(FLOOD_SECONDS)
    return response
