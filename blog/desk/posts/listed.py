"""The lists of posts and of pages."""

from typing import Any

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.authors import store as authors
from blog.db import reading
from blog.decisions import store as decisions
from blog.desk import lists
from blog.desk.door import desk, i_may
from blog.desk.posts.mine import my_author_id, refuse_pages
from blog.desk.posts.place import MINE, Place, place_asked
from blog.editors.roles import Right
from blog.posts.model import Kind, Standing
from blog.posts.overview import store
from blog.posts.overview.asked import Wanted
from blog.trash.delete import KEPT
from blog.web.kit import kit
from blog.web.paging import paging

NAMES: dict[Standing | None, str] = {
    None: "All",
    Standing.DRAFT: "Drafts",
    Standing.SCHEDULED: "Scheduled",
    Standing.PUBLISHED: "Published",
    Standing.WITHDRAWN: "Withdrawn",
    Standing.TRASH: "Trash",
}


@desk.get("/posts/")
def posts() -> Answer | str:
    if kind := request.args.get("kind"):  # where both lists were once
        at_once = Kind.PAGE if kind == Kind.PAGE else Kind.POST
        return redirect(Place(kind=at_once).url, 303)
    return page(place_asked())


@desk.get("/pages/")
def pages() -> str:
    refuse_pages()
    return page(place_asked(Kind.PAGE))


def page(place: Place, **refusal: Any) -> str:
    """The list; `refusal` says why the decision made on it was not taken."""
    with reading(kit().engine) as look:
        shown = _shown(look, place)
    return render_template(
        "desk/posts/listed.html",
        names=NAMES,
        now=kit().now(),
        kept_days=KEPT.days,
        gone_at=lambda piece: piece.updated_at + KEPT,
        **shown,
        **refusal,
    )


def _shown(look: Session, place: Place) -> dict[str, Any]:
    found = store.found(look, _wanted(look, place), place.standing)
    total = len(found.ids)
    number = min(place.number, lists.last_page(total))
    at = paging(number, total=total, size=lists.SIZE, url=place.first().url)
    ids = found.ids[(number - 1) * lists.SIZE : number * lists.SIZE]
    return {
        "place": place,
        "counts": found.counts,
        "pages": at,
        "pieces": store.pieces(look, ids, found.depths),
        "decided": decisions.latest_of_many(look, "post", ids),
        "authors": authors.everyone(look) if i_may(Right.WRITE_ALL) else [],
    }


def _wanted(look: Session, place: Place) -> Wanted:
    """Authors see their own and no others, whatever they ask for."""
    only_mine = place.author == MINE or not i_may(Right.WRITE_ALL)
    named = int(place.author) if place.author and place.author != MINE else None
    author_id = my_author_id(look) if only_mine else named
    return Wanted(kind=place.kind, author_id=author_id, words=place.words)
