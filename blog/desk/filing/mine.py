"""How whoever is signed in is presented to readers: theirs to say, whatever else they may do."""

from flask import render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.authors import store
from blog.db import reading
from blog.desk.door import desk, me
from blog.desk.filing.authors import given, keep_portrait, mark
from blog.desk.filing.forms import MyAuthorForm
from blog.desk.filing.keeping import as_seen, filed
from blog.web.kit import kit

_NEW = "new"


@desk.get("/authors/mine")
def my_author() -> str:
    with reading(kit().engine) as look:
        found = store.of_editor(look, me().editor_id)
    begun = given(found) if found else {"name": me().name, "seen": _NEW}
    return _page(MyAuthorForm(data=begun))


@desk.post("/authors/mine")
def change_my_author() -> Answer | tuple[str, int]:
    """The first time, the author is made."""
    form = MyAuthorForm()

    def keep(session: Session) -> str:
        mine = store.of_editor(session, me().editor_id)
        found = store.to_change(session, mine.id) if mine else None
        as_seen(form, mark(found) if found else _NEW)
        found = found or store.for_editor(session, me().editor_id, me().name)
        keep_portrait(session, found, form, editor_id=me().editor_id)
        return "What readers see of you is saved."

    return filed(form, keep, page=lambda: _page(form), to=url_for("desk.my_author"))


def _page(form: MyAuthorForm) -> str:
    with reading(kit().engine) as look:
        found = store.of_editor(look, me().editor_id)
    return render_template("desk/filing/mine.html", form=form, author=found)
