"""Looking for words on the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote_plus

from flask import Response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.posts.address import path_at
from blog.posts.listed import store as listed
from blog.posts.listed.store import Listed
from blog.posts.model import Kind
from blog.public.door import BACK, private, public
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
    """The site as it is now, for one who asks: kept by nobody but their own browser."""
    asked, number = asked_for(request.args.get("q", "")), page_number()
    with reading(kit().engine) as session:
        found = store.found(session, asked, number=number, size=_A_PAGE)
        pages = paging(number, total=found.total, size=_A_PAGE, url=_url(asked))
        latest = _latest(session, asked, found)
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


def _latest(session: Session, asked: Asked, found: Found) -> list[Listed]:
    """Something to read where nothing was found."""
    if not asked.typed or found.total:
        return []
    return listed.latest(session, number=1, size=_LATEST)


def _url(asked: Asked) -> str:
    return f"{PATH}?q={quote_plus(asked.typed)}" if asked.typed else PATH


def _name(asked: Asked) -> str:
    return f"“{shortened(asked.typed, _LONGEST_TITLE)}” — Search" if asked.typed else "Search"


def _said(asked: Asked, found: Found) -> str:
    """What came of it, in words."""
    if not asked.typed:
        return ""
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
    text = plain_text(hit.html)
    words = snippet(text, wanted, length=_LONGEST_SNIPPET)
    if hit.lead and not any(it.is_marked for it in words):
        words = snippet(hit.lead, wanted, length=_LONGEST_SNIPPET)
    return Shown(
        url=path_at(hit.kind, hit.slug),
        title=marked(hit.title, wanted),
        words=words,
        published_at=hit.published_at,
        is_page=hit.kind is Kind.PAGE,
    )
