"""Pictures as readers get them: under names that say what is in them, to be kept for ever."""

import re

from flask import Response, abort, request

from blog.db import reading
from blog.media import store
from blog.public.door import public
from blog.public.files.kept import FOR_EVER
from blog.text.pictures import TYPES
from blog.web.kit import kit

_FILE = re.compile(r"([0-9a-f]{24})(?:-([1-9][0-9]{0,4}))?\.(avif|jpg|png|webp)", re.A)
_POLICY = "default-src 'none'; sandbox"


@public.get("/media/<file>")
def media(file: str) -> Response:
    """The bytes; nothing of them where the browser has them, or only asks about them."""
    asked = _FILE.fullmatch(file) or abort(404)
    name, width, ending = asked.groups()
    with reading(kit().engine) as look:
        found = store.file_of(look, name, int(width) if width else None, ending) or abort(404)
        answer = Response(mimetype=TYPES[ending])
        answer.set_etag(file)
        _dress(answer)
        if file in request.if_none_match:
            answer.status_code = 304
        elif request.method == "GET":
            answer.set_data(store.body_of(look, found))
        else:
            answer.content_length = found.size
    return answer


def _dress(answer: Response) -> None:
    answer.headers["Cache-Control"] = FOR_EVER
    answer.headers["Content-Security-Policy"] = _POLICY
    # other sites may show them: who shares a post shares its picture
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
