"""The owner's wishes for the site."""

from flask import render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import reading
from blog.desk.door import desk
from blog.desk.owners.keeping import kept
from blog.desk.owners.site_form import SettingsForm, filled_with
from blog.posts.tree import store as tree
from blog.site import store
from blog.web import times
from blog.web.kit import kit


@desk.get("/settings/")
def settings() -> str:
    with reading(kit().engine) as look:
        form = filled_with(store.wishes(look))
    _offer(form)
    return _page(form)


@desk.post("/settings/")
def keep_settings() -> Answer | tuple[str, int]:
    form = SettingsForm()
    _offer(form)

    def keep(session: Session) -> str:
        store.keep(session, form.wishes())
        return "The settings are saved."

    return kept(form, keep, page=lambda: _page(form), to=url_for("desk.settings"))


def _offer(form: SettingsForm) -> None:
    with reading(kit().engine) as look:
        form.offer(tree.pages(look), chosen=owner.wishes().home_page_id)


def _page(form: SettingsForm) -> str:
    return render_template("desk/settings.html", form=form, zones=times.zones())
