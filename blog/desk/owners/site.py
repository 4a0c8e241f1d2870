"""The owner's wishes for the site."""

from zoneinfo import available_timezones

from flask import current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog import edition
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.desk.chrome import say
from blog.desk.door import desk, for_the_owner
from blog.desk.owners.site_form import SettingsForm, filled_with
from blog.site import store
from blog.web.kit import kit

_NOT_KEPT = "This could not be stored just now. It is all still here: save it again in a minute."


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
    try:
        with writing(kit().engine) as session:
            store.keep(session, form.wishes())
            edition.turn(session)
    except NO_DATABASE as error:
        current_app.logger.error("The settings were not stored: %s", cause_of(error))
        form.object_to(_NOT_KEPT)
        return _page(form), 503
    say("The settings are saved.")
    return redirect(url_for("desk.settings"), 303)


def _page(form: SettingsForm) -> str:
    return render_template("desk/settings.html", form=form, zones=sorted(available_timezones()))
