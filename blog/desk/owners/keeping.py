"""Keeping a form: what every page of the settings does with what was typed."""

from collections.abc import Callable

from flask import current_app, redirect
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import edition
from blog.db import NO_DATABASE, cause_of, writing
from blog.desk.chrome import say
from blog.desk.forms import DeskForm
from blog.web.kit import kit

_NOT_KEPT = "This could not be stored just now. It is all still here: save it again in a minute."


class Meanwhile(Exception):
    """Things stand otherwise than the editor saw, or cannot be done; says so in words."""


class Wrong(Exception):
    """Something that only the database knew; a field of the form says what."""


def kept(
    form: DeskForm,
    keep: Callable[[Session], str],
    *,
    page: Callable[[], str],
    to: str,
    for_readers: bool = True,
) -> Answer | tuple[str, int]:
    """`keep` writes what the form says and returns what is to be said of it on the page `to`;
    what is `for_readers` they see at once. Otherwise the same page again, with everything typed."""
    if not form.validate():
        return page(), 422
    try:
        with writing(kit().engine) as session:
            said = keep(session)
            if for_readers:
                edition.turn(session)
    except Wrong:
        return page(), 422
    except Meanwhile as meanwhile:
        form.object_to(str(meanwhile))
        return page(), 409
    except NO_DATABASE as error:
        current_app.logger.error("The settings were not stored: %s", cause_of(error))
        form.object_to(_NOT_KEPT)
        return page(), 503
    say(said)
    return redirect(to, 303)
