"""What is being written, as readers would see it; and the link by which a stranger may look."""

from typing import Any

from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer
from wtforms import HiddenField
from wtforms.validators import AnyOf

from blog import early as drawn_early
from blog.authors import store as authors
from blog.db import reading, writing
from blog.desk import lists
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.desk.forms import ButtonForm
from blog.desk.writing.form import PostForm
from blog.desk.writing.hints import hints_of
from blog.desk.writing.page import (
    post_of_mine,
    post_of_mine_to_change,
    refuse_unless_of_my_kind,
)
from blog.filed import Filed, filed_under
from blog.posts.life import early
from blog.posts.model import Kind, Post
from blog.posts.offered.store import offered
from blog.posts.write import Draft, imagined
from blog.text.prose.posts import LONGEST
from blog.web.fields import typed
from blog.web.kit import kit

_LINE = "Preview. Nothing is saved by looking at it; close this page to go back to your text."
_END = "end"


class LinkForm(ButtonForm):
    """For how many days; or "end"."""

    days = HiddenField(validators=[AnyOf([*map(str, early.DAYS), _END])])


@desk.get("/posts/new/preview")
@desk.get("/posts/new/draft")
def where_a_post_is_begun() -> Answer:
    return redirect(url_for("desk.new_post"), 303)


@desk.get(f"/posts/<{NUMBER}:post_id>/preview")
@desk.get(f"/posts/<{NUMBER}:post_id>/draft")
@desk.get(f"/posts/<{NUMBER}:post_id>/draft/gone")
@desk.get(f"/posts/<{NUMBER}:post_id>/link")
def where_a_post_is_written(post_id: int) -> Answer:
    """Where a refused form was drawn; reloading that address leads back to the text."""
    return redirect(url_for("desk.edit_post", post_id=post_id), 303)


@desk.post("/posts/new/preview")
def preview_new_post() -> Any:
    kind = lists.tab(Kind, "kind", Kind.POST)
    refuse_unless_of_my_kind(kind)
    return preview_of(None, kind)


@desk.post(f"/posts/<{NUMBER}:post_id>/preview")
def preview_post(post_id: int) -> Any:
    with reading(kit().engine) as look:
        post = post_of_mine(look, post_id)
    return preview_of(post, post.kind)


@desk.post(f"/posts/<{NUMBER}:post_id>/link")
def share_post(post_id: int) -> Answer:
    form = LinkForm()
    valid = form.validate()
    with writing(kit().engine) as session:
        post = post_of_mine_to_change(session, post_id)
        if valid and form.days.data == _END:
            early.end(post)
        elif valid:
            early.share(post, days=int(form.days.data or 0), now=kit().now())
    if not valid:
        say(form.objection)
    elif form.days.data == _END:
        say("The link shows nothing any more.")
    else:
        say("The link is made. It stands under “Show it to somebody”.")
    return redirect(url_for("desk.edit_post", post_id=post_id, _anchor="link"), 303)


def preview_of(post: Post | None, kind: Kind) -> Any:
    """Nothing is judged and nothing is kept, so the token is of no use here."""
    form = PostForm()
    form.kind = kind
    if len(typed(form.body)) > LONGEST:
        form.body.data = typed(form.body)[:LONGEST]
    with reading(kit().engine) as look:
        chosen = authors.author(look, form.author_id.number or 0)
        name = chosen.name if chosen else (post.author if post else me().name)
        draft = form.draft(author_id=None)
        shown = imagined(look, draft, author=name, now=kit().now())
        filed = _filed(look, draft)
        if request.headers.get("X-Fragment") == "preview":
            return _fragment(look, form, shown)
        shown.published_at = (post.published_at if post else None) or kit().now()
        return drawn_early.page_of(look, shown, filed, line=_LINE)


def _filed(look: Session, draft: Draft) -> Filed:
    known = [it for it in offered(look).categories if it.id in draft.category_ids]
    return filed_under(((it.slug, it.name) for it in known), draft.tags)


def _fragment(look: Session, form: PostForm, shown: Post) -> str:
    # post_html sanitises, so that its result may be shown as it is
    body = Markup(shown.html)
    return render_template(
        "desk/writing/_preview.html", post=shown, body=body, hints=hints_of(look, form)
    )
