"""The owner's wishes about how the public pages look."""

from flask import render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading
from blog.desk.door import desk
from blog.desk.ordered.order import CHANGED
from blog.desk.owners.front.look_form import COLOURS, LookForm, filled_with, mark
from blog.desk.owners.keeping import Meanwhile, kept
from blog.media import store as media
from blog.shares.icons import SIDES
from blog.site import store
from blog.site.look.accent import USUAL
from blog.web.fields import typed
from blog.web.kit import kit


@desk.get("/settings/look/")
def look() -> str:
    with reading(kit().engine) as session:
        form = filled_with(store.look(session))
    _offer(form)
    return _page(form)


@desk.post("/settings/look/")
def keep_look() -> Answer | tuple[str, int]:
    form = LookForm()
    _offer(form)
    if (name := request.form.get("take")) in COLOURS:
        form.take(str(name))

    def keep(session: Session) -> str:
        store.alone(session)
        if typed(form.seen) != (now := mark(store.look(session))):
            form.seen.data = now
            raise Meanwhile(CHANGED)
        store.keep(session, form.look())
        return "The look is saved. Readers see it at once."

    return kept(form, keep, page=lambda: _page(form), to=url_for("desk.look"))


def _offer(form: LookForm) -> None:
    with reading(kit().engine) as session:
        pictures = media.file_names(session)
        square = media.square_names(session, least=SIDES["512"])
    form.offer(_by_word(pictures), square=_by_word(square))


def _by_word(names: dict[int, str]) -> dict[str, str]:
    """As a form knows them."""
    return {str(number): name for number, name in names.items()}


def _page(form: LookForm) -> str:
    wrong = [name for name in COLOURS if form[name].errors]
    takes = {name: found for name in wrong if (found := form.nearest(name))}
    return render_template("desk/front/look.html", form=form, takes=takes, usual=USUAL)
