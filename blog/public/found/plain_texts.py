"""The site for programs that read plain words: an overview, and each text as it was written."""

import re
from collections.abc import Iterable

from flask import Response, abort

from blog import owner
from blog.db import reading
from blog.posts import store as posts
from blog.posts.address import path_of
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
        _section("Pages", (_line(it, f"{url}/{it.slug}") for it in pages)),
        _section("Latest posts", (_line(it, f"{url}/blog/{it.slug}") for it in latest)),
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
    return _plain("\n\n".join(filter(None, parts)) + "\n", "text/plain")


@public.get("/blog/<slug:slug>.md")
def post_as_written(slug: str) -> Response:
    return _as_written(slug, Kind.POST)


@public.get("/<slug:slug>.md")
def page_as_written(slug: str) -> Response:
    return _as_written(slug, Kind.PAGE)


def _as_written(slug: str, kind: Kind) -> Response:
    with reading(kit().engine) as session:
        post = posts.readable(session, slug, kind=kind) or abort(404)
    lead = f"> {one_line(post.lead)}" if post.lead else ""
    parts = (f"# {one_line(post.title)}", lead, post.body)
    answer = _plain("\n\n".join(filter(None, parts)) + "\n", "text/markdown")
    path = "/" if post.id == owner.frame().home_id else path_of(post)
    canonical = post.canonical or kit().settings.public_url + path
    answer.headers["Link"] = f'<{canonical}>; rel="canonical"'
    return answer


def _section(title: str, lines: Iterable[str]) -> str:
    there = list(lines)
    return "\n".join([f"## {title}", "", *there]) if there else ""


def _line(it: Place, address: str) -> str:
    about = _said(it.lead or it.description)
    return f"- [{_said(it.title) or it.slug}]({address}.md){f': {about}' if about else ''}"


def _said(words: str) -> str:
    """In one line, and none of it read as a sign of Markdown."""
    return _SIGNS.sub(r"\\\1", one_line(words))


def _plain(text: str, kind: str) -> Response:
    answer = Response(text, mimetype=kind)
    answer.headers["Cache-Control"] = SHARED
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
