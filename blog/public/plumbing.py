"""Pages that programs read."""

from flask import Response
from sqlalchemy import Engine

from blog.db import reading
from blog.edition import current
from blog.public.door import public
from blog.web.kit import kit

_ROBOTS = """\
User-agent: *
Disallow: /desk/
Disallow: /letters/
Disallow: /answers/
Disallow: /preview/
Disallow: /contact/status/
Disallow: /contact/thanks/
Disallow: /*?*reply_to=
Disallow: /*?*thread=
Disallow: /*?*mine=
Disallow: /blog/*/comments/
"""


@public.get("/healthz")
def health() -> Response:
    """200 as long as the database answers."""
    _ask(kit().engine)
    return _plain("ok\n", "no-store")


@public.get("/robots.txt")
def robots() -> Response:
    return _plain(_ROBOTS, "public, max-age=3600")


def _ask(engine: Engine) -> None:
    with reading(engine) as session:
        current(session)


def _plain(body: str, keep: str) -> Response:
    response = Response(body, mimetype="text/plain")
    response.headers["Cache-Control"] = keep
    return response
