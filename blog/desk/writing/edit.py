"""Writing a post or page: seen before it is kept, kept before it is published, nothing lost."""

from collections.abc import Callable

from flask import abort, current_app, redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import NO_DATABASE, reading, writing
from blog.desk import lists
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.desk.writing.form import PostForm, filled_with
from blog.posts import store
from blog.posts.model import Kind, Post, Standing
from blog.posts.publish import AlreadyMoved, publish
from blog.posts.write import SlugTaken, rewrite, write
from blog.text.prose import post_html
from blog.web.kit import kit

_NOT_KEPT = "This could not be stored just now. Your text is still here: save it again in a minute."
_CHANGED = (
    "Someone changed this after you opened it. Nothing is overwritten yet: your words are below. "
    "Saving again replaces theirs."
)


class _ChangedMeanwhile(Exception):
    """What would be overwritten is not what the editor saw."""


@desk.get("/posts/new")
def new_post() -> str:
    form = PostForm(data={"comments_open": owner.discussion().open_by_default})
    return _page(form, kind=lists.tab(Kind, "kind", Kind.POST))


@desk.post("/posts/new")
def write_post() -> Answer | tuple[str, int]:
    kind = lists.tab(Kind, "kind", Kind.POST)
    return _answer(None, kind, lambda session, form: _written(session, form))


@desk.get(f"/posts/<{NUMBER}:post_id>")
def edit_post(post_id: int) -> str:
    post = _post(post_id)
    return _page(filled_with(post), kind=Kind(post.kind), post=post)


@desk.post(f"/posts/<{NUMBER}:post_id>")
def rewrite_post(post_id: int) -> Answer | tuple[str, int]:
    post = _post(post_id)
    return _answer(post, Kind(post.kind), lambda session, form: _rewritten(session, form, post_id))


def _answer(
    post: Post | None, kind: Kind, keep: Callable[[Session, PostForm], Post]
) -> Answer | tuple[str, int]:
    form = PostForm()
    form.kind = kind
    act = request.form.get("act", "save")
    if not form.validate():
        return _page(form, kind=kind, post=post), 422
    if act == "preview":
        return _page(form, kind=kind, post=post, preview=True), 200
    try:
        with writing(kit().engine) as session:
            kept = keep(session, form)
            if act == "publish" and kept.standing != Standing.PUBLISHED:
                publish(session, kept, by=me().name, now=kit().now())
    except SlugTaken as taken:
        form.say_taken(str(taken))
        return _page(form, kind=kind, post=post), 422
    except (_ChangedMeanwhile, AlreadyMoved):
        form.object_to(_CHANGED)
        form.see(_post(post.id) if post else abort(404))
        return _page(form, kind=kind, post=post), 409
    except NO_DATABASE:
        current_app.logger.exception("a post could not be stored")
        form.object_to(_NOT_KEPT)
        return _page(form, kind=kind, post=post), 503
    say("Saved and published." if act == "publish" else "Saved.")
    return redirect(url_for("desk.edit_post", post_id=kept.id), 303)


def _written(session: Session, form: PostForm) -> Post:
    return write(session, form.draft(), author=me().name, now=kit().now())


def _rewritten(session: Session, form: PostForm, post_id: int) -> Post:
    post = store.post_to_change(session, post_id) or abort(404)
    if not form.has_seen(post):
        raise _ChangedMeanwhile
    rewrite(session, post, form.draft(), by=me().name, now=kit().now())
    return post


def _post(post_id: int) -> Post:
    with reading(kit().engine) as look:
        return store.post(look, post_id) or abort(404)


def _page(form: PostForm, *, kind: Kind, post: Post | None = None, preview: bool = False) -> str:
    # post_html sanitises, so that its result may be shown as it is.
    shown = Markup(post_html(form.body.data or "")) if preview else None
    return render_template("desk/writing/edit.html", form=form, kind=kind, post=post, preview=shown)
