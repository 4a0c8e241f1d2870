"""The owner's wishes about comments, and whom the editors trust."""

from flask import current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog import edition
from blog.comments.model import Trusted
from blog.comments.submit import BOOK
from blog.db import NO_DATABASE, cause_of, reading, writing
from blog.desk.chrome import say
from blog.desk.door import desk, for_the_owner
from blog.desk.owners.discussion_form import DiscussionForm, DistrustForm, filled_with
from blog.learned import train
from blog.moderation import store as moderation
from blog.moderation.trust import distrust
from blog.site import store
from blog.web.fields import typed
from blog.web.kit import kit

_NOT_KEPT = "This could not be stored just now. It is all still here: save it again in a minute."


@desk.get("/settings/comments/")
@for_the_owner
def discussion() -> str:
    with reading(kit().engine) as look:
        wished = store.discussion(look)
    return _page(filled_with(wished))


@desk.post("/settings/comments/")
@for_the_owner
def keep_discussion() -> Answer | tuple[str, int]:
    form = DiscussionForm()
    if not form.validate():
        return _page(form), 422
    try:
        with writing(kit().engine) as session:
            store.keep(session, form.discussion())
            edition.turn(session)
    except NO_DATABASE as error:
        current_app.logger.error("The rules were not stored: %s", cause_of(error))
        form.object_to(_NOT_KEPT)
        return _page(form), 503
    say("The rules are saved. They count from the next comment on.")
    return redirect(url_for("desk.discussion"), 303)


@desk.post("/settings/comments/distrusted")
@for_the_owner
def distrust_author() -> Answer | tuple[str, int]:
    form = DistrustForm()
    if not form.validate():
        with reading(kit().engine) as look:
            again = filled_with(store.discussion(look))
        again.object_to(form.objection)
        return _page(again), 422
    email_key, name = typed(form.email_key), typed(form.name)
    with writing(kit().engine) as session:
        was_trusted = distrust(session, email_key, name)
    say(f"{name} is no longer trusted." if was_trusted else f"{name} was not trusted any more.")
    return redirect(url_for("desk.discussion"), 303)


def _page(form: DiscussionForm) -> str:
    with reading(kit().engine) as look:
        trusted: list[Trusted] = moderation.trusted(look)
        knowledge = train.knowledge(look, BOOK)
    return render_template(
        "desk/discussion.html", form=form, trusted=trusted, knowledge=knowledge.words
    )
