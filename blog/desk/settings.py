"""The owner's wishes for the site."""

from zoneinfo import available_timezones

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog import edition
from blog.db import reading, writing
from blog.desk.chrome import say
from blog.desk.door import desk, for_the_owner
from blog.desk.settings_form import SettingsForm, filled_with
from blog.site import store
from blog.web.kit import kit


@desk.get("/settings/")
@for_the_owner
def settings() -> str:
    with reading(kit().engine) as look:
        wished = store.wishes(look)
    return _page(filled_with(wished))


@desk.post("/settings/")
@for_the_owner
def keep_settings() -> Answer | tuple[str, int]:
    form = SettingsForm()
    if not form.validate():
        return _page(form), 422
    with writing(kit().engine) as session:
        store.keep(session, form.wishes())
        edition.turn(session)
    say("The settings are saved.")
    return redirect(url_for("desk.settings"), 303)


def _page(form: SettingsForm) -> str:
    return render_template("desk/settings.html", form=form, zones=sorted(available_timezones()))
