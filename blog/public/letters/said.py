"""Pages behind links in letters that only say something."""

from dataclasses import dataclass

from flask import render_template
from werkzeug.wrappers import Response

from blog.public.door import private


@dataclass(frozen=True)
class Said:
    """A page that only says something; `desk` where the desk is the way on."""

    status: int
    title: str
    words: str
    desk: bool = True


def draw(said: Said) -> Response:
    page = render_template(
        "public/letters/said.html", title=said.title, said=said, path="", noindex=True
    )
    return private(page, said.status)
