"""The menu at the top of each public page and at its foot, arranged by whoever may."""

from flask import abort, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.desk.arranging.forms import WayForm
from blog.desk.arranging.shown import (
    form_sent,
    list_after,
    list_page,
    mark,
    of,
    one_page,
    stands_as_seen,
)
from blog.desk.door import NUMBER, desk
from blog.desk.forms import ButtonForm
from blog.desk.owners.keeping import Meanwhile, Wrong, kept
from blog.menu import store
from blog.menu.entry import Area
from blog.posts.tree import store as tree
from blog.site import store as site
from blog.web.kit import kit

_BEGUN = "The menu is arranged by hand already. This is how it stands."
_NO_PAGE = "This page was deleted meanwhile. Please choose again."
_MOST = 60
_TOO_MANY = f"A menu has at most {_MOST} entries. Take one off first."
_ONE = f"/menu/<{NUMBER}:way_id>"


@desk.get("/menu/")
def menu() -> str:
    return list_page(WayForm(formdata=None))


@desk.post("/menu/")
def add_way() -> Answer | tuple[str, int]:
    form = form_sent()

    def keep(session: Session) -> str:
        _is_a_page(session, form)
        if site.claim(session, store.ARRANGED):
            store.begin(session)
        if len(store.ours(session)) >= _MOST:
            raise Meanwhile(_TOO_MANY)
        store.add(session, Area(form.area.data), **form.leads_to())
        return "It stands in the menu."

    return kept(form, keep, page=lambda: list_page(form), to=url_for("desk.menu"))


@desk.post("/menu/own")
def begin_menu() -> Answer | tuple[str, int]:
    form = ButtonForm()

    def keep(session: Session) -> str:
        if not site.claim(session, store.ARRANGED):
            raise Meanwhile(_BEGUN)
        store.begin(session)
        return "Now every entry can be changed, moved and taken off."

    return kept(form, keep, page=lambda: list_after(form), to=url_for("desk.menu"))


@desk.get(_ONE)
def way(way_id: int) -> str:
    with reading(kit().engine) as look:
        found = of(store.entries(look), way_id) or abort(404)
    given = {"page": str(found.post_id or ""), "target": found.target, "label": found.label}
    return one_page(found, WayForm(data={**given, "area": str(found.area), "seen": mark(found)}))


@desk.post(_ONE)
def change_way(way_id: int) -> Answer | tuple[str, int]:
    with reading(kit().engine) as look:
        found = of(store.entries(look), way_id)
    form = form_sent(found)

    def page() -> str:
        """What was typed for one that is gone can be added as another."""
        return one_page(found, form) if found else list_page(form)

    def keep(session: Session) -> str:
        stands_as_seen(store.ours(session), way_id, form)
        _is_a_page(session, form)
        store.change(session, way_id, **form.leads_to())
        return "The entry is saved."

    return kept(form, keep, page=page, to=url_for("desk.menu"))


def _is_a_page(session: Session, form: WayForm) -> None:
    """It may have been deleted since the form was checked."""
    wanted = form.leads_to()["post_id"]
    if wanted and wanted not in {each.id for each in tree.pages(session)}:
        form.page.errors = [_NO_PAGE]
        raise Wrong
