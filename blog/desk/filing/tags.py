"""The list of tags, and those that no post has."""

from enum import StrEnum

from flask import render_template, url_for

from blog.db import reading
from blog.desk import lists
from blog.desk.door import desk
from blog.terms.tags import store
from blog.web.kit import kit


class Use(StrEnum):
    ALL = "all"
    UNUSED = "unused"


@desk.get("/tags/")
def tags() -> str:
    use = lists.tab(Use, "use", Use.ALL)
    with reading(kit().engine) as look:
        counts = {it: store.count(look, unused=it is Use.UNUSED) for it in Use}
        pages = lists.pages(counts[use], url=url_for("desk.tags"), use=use)
        found = store.page_of(look, unused=use is Use.UNUSED, number=pages.number, size=lists.SIZE)
    return render_template("desk/filing/tags.html", tags=found, pages=pages, counts=counts, use=use)
