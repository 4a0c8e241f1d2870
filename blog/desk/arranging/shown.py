"""The menu as the desk shows it, and whether it still is what the editor saw."""

from typing import Any

from flask import render_template

from blog.db import reading
from blog.desk.arranging.forms import WayForm
from blog.desk.forms import DeskForm
from blog.desk.ordered.order import CHANGED, REMOVED_OTHERWISE, RemoveForm, mark_of
from blog.desk.owners.keeping import Meanwhile
from blog.menu import store
from blog.menu.entry import DEEPEST, Area, Entry
from blog.posts.tree import store as tree
from blog.posts.tree.moves import Branches, Step, branches_of, in_order, is_possible
from blog.site import store as site
from blog.web.fields import typed
from blog.web.kit import kit

GONE = "Somebody took this entry off after you opened the page, so nothing was saved."


def form_sent(now: Entry | None = None) -> WayForm:
    form = WayForm()
    _offer(form, now)
    return form


def _offer(form: WayForm, now: Entry | None = None) -> None:
    with reading(kit().engine) as look:
        form.offer(tree.pages(look), now)


def list_after(refused: DeskForm) -> str:
    """The menu as it stands, with what was wrong with a click."""
    form = WayForm(formdata=None)
    form.object_to(refused.objection)
    return list_page(form)


def list_page(form: WayForm) -> str:
    with reading(kit().engine) as look:
        arranged = store.ARRANGED in site.marks(look)
        entries = store.entries(look) if arranged else store.as_usual(look)
        form.offer(tree.pages(look))
    return render_template(
        "desk/arranging/menu.html",
        form=form,
        arranged=arranged,
        areas={area: _rows(entries, area) for area in Area},
        marks={each.id: mark(each) for each in entries},
        seen=mark_of_all(entries),
    )


def _rows(entries: list[Entry], area: Area) -> list[dict[str, Any]]:
    """Each entry with its depth and the steps that it can make."""
    branches, known = branches_in(entries, area), {each.id: each for each in entries}
    deepest = deepest_in(area)
    return [
        {
            "entry": known[way_id],
            "depth": depth,
            "steps": {
                step for step in Step if is_possible(branches, way_id, step, deepest=deepest)
            },
        }
        for way_id, depth in in_order(branches)
    ]


def one_page(entry: Entry, form: WayForm) -> str:
    _offer(form, entry)
    return render_template("desk/arranging/way.html", form=form, entry=entry)


def branches_in(entries: list[Entry], area: Area) -> Branches:
    return branches_of((each.id, each.parent_id) for each in entries if each.area is area)


def deepest_in(area: Area) -> int:
    return DEEPEST if area is Area.TOP else 0


def stands_as_seen(there: list[Entry], way_id: int, form: WayForm | RemoveForm) -> Entry:
    found = of(there, way_id)
    if found is None:
        raise Meanwhile(GONE)
    if typed(form.seen) != (now := mark(found)):
        form.seen.data = now
        raise Meanwhile(REMOVED_OTHERWISE if isinstance(form, RemoveForm) else CHANGED)
    return found


def of(there: list[Entry], way_id: int) -> Entry | None:
    return next((each for each in there if each.id == way_id), None)


def mark(entry: Entry) -> str:
    return mark_of((entry.label, entry.target, entry.post_id))


def mark_of_all(entries: list[Entry]) -> str:
    return mark_of((each.id, each.area, each.parent_id) for each in entries)
