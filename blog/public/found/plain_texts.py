"""The site for programs that read plain words: an overview. The texts are what their pages show."""

import re
from collections.abc import Iterable

from flask import Response

from blog import owner
from blog.db import reading
from blog.posts.address import path_at
from blog.posts.model import Kind
from blog.posts.sitemap import store
from blog.posts.sitemap.store import Place
from blog.public.door import SHARED, public
from blog.text.plain import one_line
from blog.web.kit import kit

# More than somebody who asks what this site is about would want to read.
_PAGES, _POSTS = 50, 50
_SIGNS = re.compile(r"([\\\[\]*_`<>])")


@public.get("/llms.txt")
def for_language_models() -> Response:
    """As llmstxt.org has it."""
    wished, url = owner.wishes(), kit().settings.public_url
    with reading(kit().engine) as session:
        pages = store.newest(session, Kind.PAGE, size=_PAGES)
        latest = store.newest(session, Kind.POST, size=_POSTS)
    parts = [
        f"# {_said(wished.name)}",
        f"> {_said(wished.tagline)}" if wished.tagline else "",
        _section("Pages", (_line(it, Kind.PAGE) for it in pages)),
        _section("Latest posts", (_line(it, Kind.POST) for it in latest)),
        _section(
            "Contact",
            [
                f"- [Contact]({url}/contact/): {_said(wished.street)}, {_said(wished.city)}",
                f"- [All posts]({url}/blog/)",
                f"- [Everything there is]({url}/sitemap.xml)",
                f"- [What is new]({url}/feed/)",
            ],
        ),
    ]
    answer = Response("\n\n".join(filter(None, parts)) + "\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = SHARED
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _section(title: str, lines: Iterable[str]) -> str:
    there = list(lines)
    return "\n".join([f"## {title}", "", *there]) if there else ""


def _line(it: Place, kind: Kind) -> str:
    path = "/" if it.id == owner.frame().home_id else path_at(kind, it.slug)
    about = _said(it.lead or it.description)
    address = f"{kit().settings.public_url}{path}"
    return f"- [{_said(it.title) or it.slug}]({address}){f': {about}' if about else ''}"


def _said(words: str) -> str:
    """In one line, and none of it read as a sign of Markdown."""
    return _SIGNS.sub(r"\\\1", one_line(words))
