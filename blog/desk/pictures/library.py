"""The library: every picture there is, looked for and looked at."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import jsonify, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.desk import lists
from blog.desk.door import desk
from blog.desk.pictures.shown import progress, shown
from blog.media import store as pictures_of
from blog.media.listed import store
from blog.media.listed.store import Asked, Which
from blog.media.model import Stage
from blog.media.turns import store as turns
from blog.site import store as site
from blog.text.plain import one_line
from blog.web.kit import kit
from blog.web.paging import page_number, paging

SIZE = 24
_LONGEST, _MOST = 200, 100
NAMES = {
    Which.ALL: "All",
    Which.UNUSED: "Unused",
    Which.WITHOUT_WORDS: "Without a description",
}


@desk.get("/pictures/")
def pictures() -> str:
    return page()


@desk.get("/pictures/progress")
def pictures_progress() -> Answer:
    """For the script that looks how far the smaller ones of these are."""
    numbers = [int(it) for it in request.args.getlist("of")[:_MOST] if _is_number(it)]
    with reading(kit().engine) as look:
        found = pictures_of.some(look, numbers)
        counts = turns.made_counts(look, [it.id for it in found])
    return jsonify(
        {
            str(it.id): {
                "words": progress(it, counts[it.id]),
                "is_done": it.stage is not Stage.WAITING,
            }
            for it in found
        }
    )


def page(*, refused: list[str] | None = None, taken: str = "") -> str:
    """The list; `refused` says which files were not taken and why."""
    number, which = page_number(), _which()
    words = one_line(request.args.get("q", ""))[:_LONGEST]
    with reading(kit().engine) as look:
        asked = Asked(words=words, which=which, in_use=site.logos(look))
        counts = {it: store.count(look, replace(asked, which=it)) for it in NAMES}
        total = counts[asked.which] if asked.which in counts else store.count(look, asked)
        last = max(1, -(-total // SIZE))
        query = {"q": asked.words, "which": asked.which}
        url = f"{url_for('desk.pictures')}?{urlencode(query)}"
        pages = paging(min(number, last), total=total, size=SIZE, url=url)
        found = store.found(look, asked, number=pages.number, size=SIZE)
        items = shown(look, found)
        size = store.bytes_of_all(look)
    return render_template(
        "desk/pictures/list.html",
        asked=asked,
        names=NAMES,
        counts=counts,
        pages=pages,
        items=items,
        megabytes=size / 1_000_000,
        refused=refused or [],
        taken=taken,
    )


def _which() -> Which:
    return lists.tab(Which, "which", Which.ALL)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9
