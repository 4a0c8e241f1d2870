"""The tree of pages: which stands under which, and in what order."""

from flask import redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.desk.arranging.forms import StepForm
from blog.desk.door import NUMBER, desk
from blog.desk.ordered.order import REORDERED, mark_of
from blog.desk.owners.keeping import Meanwhile, kept
from blog.posts.tree import store
from blog.posts.tree.moves import Branches, Step, branches_of, in_order, is_possible, moved
from blog.posts.tree.page import TreePage
from blog.text.plain import shortened
from blog.web.fields import typed
from blog.web.kit import kit

_DEEPEST = 4
_ONE = f"/pages/<{NUMBER}:post_id>/place"


@desk.get("/pages/tree")
def page_tree() -> str:
    return _page()


@desk.get(_ONE)
def where_the_tree_is(post_id: int) -> Answer:
    """Where a refused click was drawn; reloading that address leads back to the tree."""
    return redirect(url_for("desk.page_tree"), 303)


@desk.post(_ONE)
def move_page(post_id: int) -> Answer | tuple[str, int]:
    form = StepForm()

    def keep(session: Session) -> str:
        there = store.ours(session)
        found = next((each for each in there if each.id == post_id), None)
        if found is None or typed(form.seen) != _mark(there):
            raise Meanwhile(REORDERED)
        after = moved(_branches(there), post_id, Step(typed(form.to)), deepest=_DEEPEST)
        store.arrange(session, there, after, now=kit().now())
        return f"“{shortened(found.title, 60)}” is moved. Its address stays."

    return kept(form, keep, page=lambda: _page(form.objection), to=url_for("desk.page_tree"))


def _page(objection: str = "") -> str:
    with reading(kit().engine) as look:
        pages = store.pages(look)
    known, branches = {each.id: each for each in pages}, _branches(pages)
    rows = [
        {
            "page": known[page_id],
            "depth": depth,
            "steps": {it for it in Step if is_possible(branches, page_id, it, deepest=_DEEPEST)},
        }
        for page_id, depth in in_order(branches)
    ]
    seen = _mark(pages)
    return render_template("desk/writing/tree.html", rows=rows, seen=seen, objection=objection)


def _branches(pages: list[TreePage]) -> Branches:
    return branches_of((each.id, each.parent_id) for each in pages)


def _mark(pages: list[TreePage]) -> str:
    return mark_of((each.id, each.parent_id) for each in pages)
