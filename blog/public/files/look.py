"""The owner's colours, as a stylesheet whose address says which they are."""

from flask import Response, abort

from blog import owner
from blog.public.door import public
from blog.public.files.kept import FOR_EVER


@public.get("/look.<mark>.css")
def colours(mark: str) -> Response:
    """Those of another time are gone, and no page asks for them any more."""
    frame = owner.frame()
    if not frame.mark or frame.mark != mark:
        abort(404)
    response = Response(frame.sheet, mimetype="text/css")
    response.headers["Cache-Control"] = FOR_EVER
    return response
