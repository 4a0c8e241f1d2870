"""Deleting a picture: asked before, and not while somebody reads a page with it."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me, refuse_unless
from blog.desk.forms import ButtonForm
from blog.desk.pictures.shown import NOT_YOURS, Shown, shown
from blog.media import change, store
from blog.media.change import InUse
from blog.posts import store as posts
from blog.site import store as site
from blog.text.plain import shortened
from blog.web.kit import kit

_GONE = "This picture is deleted already."


@desk.get(f"/pictures/<{NUMBER}:picture_id>/removal")
def ask_to_remove_picture(picture_id: int) -> str:
    return _page(_item(picture_id) or abort(404))


@desk.post(f"/pictures/<{NUMBER}:picture_id>/removal")
def remove_picture(picture_id: int) -> Answer | tuple[str, int]:
    form, item = ButtonForm(), _item(picture_id)
    valid = form.validate()
    if item is None:  # they clicked twice, or somebody else was first
        say(_GONE)
        return redirect(url_for("desk.pictures"), 303)
    refuse_unless(item.is_mine, NOT_YOURS)
    if not valid:
        return _page(item, objection=form.objection), 422
    try:
        name = _remove(picture_id)
    except InUse:
        return _page(item), 409
    say(f"“{shortened(name, 60)}” is deleted." if name else _GONE)
    return redirect(url_for("desk.pictures"), 303)


def _remove(picture_id: int) -> str:
    """The name its file had; empty where somebody was first."""
    with writing(kit().engine) as session:
        found = store.picture_to_change(session, picture_id)
        if found is None:
            return ""
        name = found.file_name
        if picture_id in site.logos(session):
            raise InUse
        change.remove(session, found)
        decisions.note(
            session,
            thing="picture",
            thing_id=picture_id,
            was="there",
            became="deleted",
            by=me().name,
            why=name,
            now=kit().now(),
        )
        return name


def _item(picture_id: int) -> Shown | None:
    with reading(kit().engine) as look:
        found = store.picture(look, picture_id)
        return shown(look, [found])[0] if found else None


def _page(item: Shown, *, objection: str = "") -> str:
    with reading(kit().engine) as look:
        used_in = posts.of_ids(look, store.shown_by(look, item.picture.id))
        is_logo = item.picture.id in site.logos(look)
    return render_template(
        "desk/pictures/sure.html",
        item=item,
        used_in=used_in,
        is_logo=is_logo,
        objection=objection,
    )
