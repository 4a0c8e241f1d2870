"""The addresses of everything that search engines may keep, and when it last changed."""

from datetime import datetime

from flask import Response, abort, render_template
from sqlalchemy.orm import Session

from blog import owner
from blog.authors.address import path_of as of_author
from blog.db import reading
from blog.posts.address import path_at
from blog.posts.listed import store as listed
from blog.posts.model import Kind
from blog.posts.sitemap import store
from blog.public.door import SHARED, public
from blog.terms import store as terms
from blog.terms.address import of_category, of_tag
from blog.web.kit import kit

# A file may hold 50,000; WordPress has 2,000, which a crawler loads in a moment.
MOST = 2_000
_ALL = 1_000_000
Way = tuple[str, datetime | None]


@public.get("/sitemap.xml")
def sitemap() -> Response:
    with reading(kit().engine) as session:
        listed_first = _apart_from_posts(session)
        total = len(listed_first) + store.count(session, Kind.POST)
        if total <= MOST:
            return _answer("sitemap", ways=listed_first + _posts(session, after=0, size=MOST))
    return _answer("sitemaps", numbers=range(1, -(-total // MOST) + 1))


@public.get("/sitemap-<int(min=1, max=9999):number>.xml")
def sitemap_file(number: int) -> Response:
    """One of several; each has the same posts as long as none before them goes."""
    first = (number - 1) * MOST
    with reading(kit().engine) as session:
        listed_first = _apart_from_posts(session)
        ways = listed_first[first : first + MOST]
        after = max(0, first - len(listed_first))
        if left := MOST - len(ways):
            ways += _posts(session, after=after, size=left)
    return _answer("sitemap", ways=ways) if ways else abort(404)


def _apart_from_posts(session: Session) -> list[Way]:
    tree, in_use = terms.tree(session), listed.categories_in_use(session)
    lists = ["/blog/", "/blog/archive/", "/blog/feeds/", "/contact/", "/search"]
    lists += [of_category(it.slug) for it in tree.branches if tree.with_all_below(it.id) & in_use]
    lists += [of_tag(slug) for slug in store.tags_in_use(session)]
    lists += [of_author(slug) for slug in store.authors_in_use(session)]
    # what a list holds changes with every post; nobody has kept when
    return [*_pages(session), *((path, None) for path in lists)]


def _pages(session: Session) -> list[Way]:
    """The front page first. One that the owner chose may be kept out, as any other."""
    pages = store.some(session, Kind.PAGE, after=0, size=_ALL)
    home_id = owner.frame().home_id
    front = [("/", it.changed_at) for it in pages if it.id == home_id]
    others = [(path_at(Kind.PAGE, it.slug), it.changed_at) for it in pages if it.id != home_id]
    return [*(front if home_id else [("/", None)]), *others]


def _posts(session: Session, *, after: int, size: int) -> list[Way]:
    found = store.some(session, Kind.POST, after=after, size=size)
    return [(path_at(Kind.POST, it.slug), it.changed_at) for it in found]


def _answer(template: str, **shown: object) -> Response:
    answer = Response(render_template(f"feeds/{template}.xml", **shown), mimetype="application/xml")
    answer.headers["Cache-Control"] = SHARED
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
