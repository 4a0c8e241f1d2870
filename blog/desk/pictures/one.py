"""One picture: what it shows, where it is used, what there is of it."""

from flask import abort, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog.db import NO_DATABASE, reading, writing
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, refuse_unless
from blog.desk.forms import ButtonForm
from blog.desk.pictures.forms import PictureForm, mark_of
from blog.desk.pictures.shown import NOT_YOURS, full_url, is_mine, markdown, shown
from blog.media import change, store
from blog.media.model import Picture
from blog.media.turns import store as turns
from blog.posts import store as posts
from blog.posts.life.redraw import redraw
from blog.site import store as site
from blog.web.kit import kit

_NOT_KEPT = "This could not be stored just now. Your words are still here: save again in a minute."
_CHANGED = (
    "Someone else has described it meanwhile: “{}”. Nothing is overwritten yet, and your words "
    "are below. Saving again replaces theirs."
)


class _ChangedMeanwhile(Exception):
    """What would be overwritten is not what the editor saw."""


@desk.get(f"/pictures/<{NUMBER}:picture_id>")
def picture(picture_id: int) -> str:
    found = _picture(picture_id)
    form = PictureForm(obj=found)
    form.see(found)
    return page(found, form)


@desk.post(f"/pictures/<{NUMBER}:picture_id>")
def describe_picture(picture_id: int) -> Answer | tuple[str, int]:
    found, form = _picture(picture_id), PictureForm()
    refuse_unless(is_mine(found), NOT_YOURS)
    if not form.validate():
        return page(found, form), 422
    try:
        _describe(picture_id, form)
    except _ChangedMeanwhile:
        found = _picture(picture_id)
        form.object_to(_CHANGED.format(found.alt or "only decoration"))
        form.see(found)
        return page(found, form), 409
    except NO_DATABASE:
        current_app.logger.exception("a picture's description could not be stored")
        form.object_to(_NOT_KEPT)
        return page(found, form), 503
    say("Saved.")
    return redirect(url_for("desk.picture", picture_id=picture_id), 303)


@desk.post(f"/pictures/<{NUMBER}:picture_id>/variants")
def try_variants_again(picture_id: int) -> Answer | tuple[str, int]:
    found, form = _picture(picture_id), ButtonForm()
    refuse_unless(is_mine(found), NOT_YOURS)
    if not form.validate():
        return page(found, _described(found), objection=form.objection), 422
    with writing(kit().engine) as session:
        again = turns.try_again(session, picture_id)
    kit().wake_darkroom()
    say("It is tried again." if again else "It is being worked on already.")
    return redirect(url_for("desk.picture", picture_id=picture_id), 303)


@desk.get(f"/pictures/<{NUMBER}:picture_id>/variants")
def picture_variants(picture_id: int) -> Answer:
    """Where a refused try was drawn; reloading that address leads back to the picture."""
    return redirect(url_for("desk.picture", picture_id=picture_id), 303)


def page(found: Picture, form: PictureForm, *, objection: str = "") -> str:
    with reading(kit().engine) as look:
        (item,) = shown(look, [found])
        files = store.files_of(look, found.id)
        used_in = posts.of_ids(look, store.shown_by(look, found.id))
        is_logo = found.id in site.logos(look)
    return render_template(
        "desk/pictures/one.html",
        item=item,
        picture=found,
        is_logo=is_logo,
        form=form,
        files=files,
        used_in=used_in,
        full_url=full_url(found),
        markdown=markdown(found),
        objection=objection,
    )


def _describe(picture_id: int, form: PictureForm) -> None:
    with writing(kit().engine) as session:
        found = store.picture_to_change(session, picture_id) or abort(404)
        said = change.said_of(found)
        if said == form.said:
            return
        if form.seen.data != mark_of(found):
            raise _ChangedMeanwhile
        change.say(session, found, form.said)
        redraw(session, found.id)


def _described(found: Picture) -> PictureForm:
    form = PictureForm(formdata=None, obj=found)
    form.see(found)
    return form


def _picture(picture_id: int) -> Picture:
    with reading(kit().engine) as look:
        return store.picture(look, picture_id) or abort(404)
