"""The three forms of a feed, and where each of them stands."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from flask import redirect, request
from werkzeug.wrappers import Response as Answer

from blog.public.door import public

View = Callable[..., Answer]


class Form(StrEnum):
    """By the last word of its address; RSS, which every reader knows, needs none."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"

    @property
    def type(self) -> str:
        return "application/feed+json" if self is Form.JSON else f"application/{self}+xml"

    @property
    def words(self) -> str:
        """For people."""
        return {Form.RSS: "RSS", Form.ATOM: "Atom", Form.JSON: "JSON"}[self]

    def below(self, page: str) -> str:
        """The address of this feed of what stands on the page."""
        return f"{page}feed/" if self is Form.RSS else f"{page}feed/{self}/"


def feed_of(page: str) -> Callable[[View], View]:
    """The view answers for the feed of that page in each of its forms. Names by which other
    sites call a form lead to it."""

    def put(view: View) -> View:
        def drawn(form: str = Form.RSS, **where: Any) -> Answer:
            return view(Form(form), **where)

        def led(**where: Any) -> Answer:
            return redirect(request.path.rpartition("feed/")[0] + "feed/", 301)

        name = view.__name__
        public.add_url_rule(f"{page}feed/", name, drawn)
        public.add_url_rule(f"{page}feed/<any(atom, json):form>/", name, drawn)
        public.add_url_rule(f"{page}feed/<any(rss, rss2, rdf):_form>/", f"{name}_so_called", led)
        return view

    return put
