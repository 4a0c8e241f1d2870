"""What a program asks that watches over the site."""

from flask import Response

from blog.db import reading
from blog.edition import current
from blog.public.door import public
from blog.web.kit import kit


@public.get("/healthz")
def health() -> Response:
    """200 as long as the database answers."""
    with reading(kit().engine) as session:
        current(session)
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})
