"""The pictures that stand for pages where somebody shares them, drawn when they are asked for."""

import re
from functools import partial

from flask import Response, abort

from blog import owner
from blog.db import reading
from blog.posts import store as posts
from blog.posts.model import Standing
from blog.public.door import public
from blog.public.faces.shown import shared_of
from blog.public.files import kept
from blog.shares import draw, picture
from blog.shares.picture import Shared
from blog.web.kit import kit

_FILE = re.compile(r"(site|[1-9][0-9]{0,9})-([0-9a-f]{12})\.png", re.A)
_LARGEST_NUMBER = 2**31 - 1


@public.get("/share/<file>")
def share(file: str) -> Response:
    """Of what readers can open, and as it is today: an address of another time is gone."""
    name, mark = (_FILE.fullmatch(file) or abort(404)).groups()
    shared = owner.frame().shared if name == "site" else _of_post(int(name))
    if shared is None or picture.mark(shared) != mark:
        abort(404)
    drawn = partial(kept.drawn, kept.shares, file, lambda: {file: draw.png(shared)})
    return kept.answer(file, "image/png", kept.FOR_EVER, drawn)


def _of_post(number: int) -> Shared | None:
    if number > _LARGEST_NUMBER:
        return None
    with reading(kit().engine) as session:
        found = posts.post(session, number)
        is_open = found is not None and found.standing is Standing.PUBLISHED
        return shared_of(found) if found and is_open else None
