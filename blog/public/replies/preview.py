"""A reply as it will look, before it is sent. Nothing of it is kept or counted."""

from flask import abort, current_app, redirect, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from blog import owner
from blog.db import NO_DATABASE, cause_of, reading
from blog.posts import store as posts
from blog.public import words
from blog.public.door import private, public, refused
from blog.public.forms import ReplyForm
from blog.public.replies import post_page
from blog.public.replies.face import Drawn, preview_of
from blog.public.replies.reply import answered, given_back, refuse, set_aside
from blog.public.replies.thread_page import Asked
from blog.web.fields import typed
from blog.web.hues import hue
from blog.web.kit import kit


@public.get("/blog/<slug:slug>/comments/preview")
def previewed(slug: str) -> Response:
    """Where a preview was drawn; opening that address again leads to the form."""
    return redirect(f"/blog/{slug}/#respond", 303)


@public.post("/blog/<slug:slug>/comments/preview")
def preview(slug: str) -> Response:
    """The page with the reply above its form; for a script that asks, the reply alone.

    Whatever happens, what was typed is on the page that says so."""
    form = ReplyForm(formdata=request.form)
    try:
        return _previewed(slug, form)
    except NotFound:
        return given_back(form)
    except NO_DATABASE as error:
        current_app.logger.error("A reply was not previewed: %s", cause_of(error))
        return set_aside(slug, form)


def _previewed(slug: str, form: ReplyForm) -> Response:
    if objection := words.refusal(form):
        return refuse(slug, form, objection)
    shown = preview_of(
        typed(form.comment).strip(),
        name=typed(form.name),
        website=typed(form.website),
        hue=hue(typed(form.email)),
        at=kit().now(),
        zone=owner.wishes().zone,
    )
    return alone(shown) if is_for_script() else _on_its_page(slug, form, shown)


def is_for_script() -> bool:
    return "X-Fragment" in request.headers


def alone(shown: list[Drawn]) -> Response:
    return private(render_template("public/_preview.html", preview=shown), 200)


def _on_its_page(slug: str, form: ReplyForm, shown: list[Drawn]) -> Response:
    answering = answered(form)
    with reading(kit().engine) as session:
        post = posts.readable(session, slug) or abort(404)
        page = post_page.read(session, post, Asked(comment=answering))
    status = 200 if page.takes_comments else 403
    # as a refused form is: "Back" from what comes next shows it again, words and all
    return refused(post_page.draw(page, form=form, answering=answering, preview=shown), status)
