"""Looking for words on the site."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote_plus

from flask import Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import reading
from blog.posts.address import path_at
from blog.posts.called import called
from blog.posts.listed import store as listed
from blog.posts.model import Kind
from blog.public.door import BACK, private, public, shared
from blog.public.faces import of_site
from blog.public.faces.graph import whole
from blog.public.search.office import is_meant
from blog.search import store
from blog.search.asked import LONGEST, Asked, Term, asked_for
from blog.search.store import Found, Hit
from blog.text.plain import shortened
from blog.text.prose.marks import Piece, Wanted, marked, snippet
from blog.text.prose.plain import plain_text
from blog.web.kit import kit
from blog.web.paging import page_number, paging

PATH = "/search"
_A_PAGE, _LATEST = 10, 3
_LONGEST_SNIPPET, _LONGEST_TITLE = 240, 60
_QUOTED = re.compile('["“”„«»]')
_ENDS_A_HEADING = re.compile(r"(?<=\w)</h[2-6]>")
_LINKS_WITHIN = re.compile(r'<a [^>]*class="(?:anchor|footnote-backref)"[^>]*>[^<]*</a>')


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One of what was found, as the page shows it."""

    url: str
    title: tuple[Piece, ...]
    words: tuple[Piece, ...]
    published_at: datetime
    is_page: bool


@public.get(PATH)
def search() -> Response:
    """What was found is as the site is now, and kept by nobody but the browser of who asked."""
    asked, number = asked_for(request.args.get("q", "")), page_number()
    return _results(asked, number) if asked.typed else _form(number)


def _form(number: int) -> Response:
    """Nothing was asked yet: a page as any other, that may be found itself."""
    if number > 1:
        abort(404)
    title = "Search"
    with reading(kit().engine) as session:
        latest = listed.latest(session, number=1, size=_LATEST)
    return shared(
        render_template(
            "public/search.html",
            title=title,
            description=f"Find a post or a page of {owner.wishes().name} by its words.",
            path=PATH,
            graph=whole(*of_site.around(), of_site.page("WebPage", PATH, name=title)),
            asked=asked_for(""),
            longest=LONGEST,
            latest=latest,
        )
    )


def _results(asked: Asked, number: int) -> Response:
    with reading(kit().engine) as session:
        found = store.found(session, asked, number=number, size=_A_PAGE)
        pages = paging(number, total=found.total, size=_A_PAGE, url=_url(asked))
        latest = [] if found.total else listed.latest(session, number=1, size=_LATEST)
    name = _name(asked)
    page = render_template(
        "public/search.html",
        title=name if number == 1 else f"{name}, page {number}",
        description="Find a post or a page of this site by its words.",
        path=_url(asked) if number == 1 else f"{_url(asked)}&page={number}",
        noindex=True,
        canonical=True,
        asked=asked,
        longest=LONGEST,
        found=found,
        said=_said(asked, found),
        office=number == 1 and is_meant(asked.terms, owner.wishes()),
        is_quoted=bool(_QUOTED.search(asked.typed)),
        hits=[_shown(it, found.terms) for it in found.hits],
        latest=latest,
        paging=pages,
    )
    answer = private(page, 200)
    answer.headers["Cache-Control"] = BACK
    return answer


@public.get(f"{PATH}/")
def search_elsewhere() -> Answer:
    return redirect(_url(asked_for(request.args.get("q", ""))), 301)


def _url(asked: Asked) -> str:
    return f"{PATH}?q={quote_plus(asked.typed)}" if asked.typed else PATH


def _name(asked: Asked) -> str:
    words = shortened(asked.typed, _LONGEST_TITLE)
    return f"{words if _QUOTED.search(words) else f'“{words}”'} — Search"


def _said(asked: Asked, found: Found) -> str:
    """What came of it, in words."""
    if not asked.terms:
        return "There is no word in that. Words are made of letters and digits."
    if not found.total:
        return "Nothing here has these words." if len(asked.apart) > 1 else "Nothing has this word."
    if not found.has_all:
        return "Nothing has all of these words; these have some of them."
    if found.total >= store.MOST:
        return f"More than {store.MOST - 1} results; these are the nearest."
    return "1 result" if found.total == 1 else f"{found.total} results"


def _shown(hit: Hit, terms: Sequence[Term]) -> Shown:
    wanted = [Wanted(words=it.words, is_beginning=it.is_beginning) for it in terms]
    text = plain_text(_ENDS_A_HEADING.sub(":</p>", _LINKS_WITHIN.sub("", hit.html)))
    words = snippet(text, wanted, length=_LONGEST_SNIPPET)
    if hit.lead and not any(it.is_marked for it in words):
        words = snippet(hit.lead, wanted, length=_LONGEST_SNIPPET)
    return Shown(
        url=path_at(hit.kind, hit.slug),
        title=marked(called(hit), wanted),
        words=words,
        published_at=hit.published_at,
        is_page=hit.kind is Kind.PAGE,
    )
