"""Deleting a post or page for good, out of the trash: asked first, with what goes along."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.model import Decision
from blog.decisions.store import AlreadyDecided
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, i_may, is_my_own, me, refuse_unless
from blog.desk.posts.decide import named
from blog.desk.posts.forms import RemoveForm
from blog.desk.posts.listed import page
from blog.desk.posts.place import Place, place_asked
from blog.editors.roles import Right
from blog.posts import store
from blog.posts.life.publish import AlreadyMoved
from blog.posts.model import Kind, Standing
from blog.text.plain import shortened
from blog.trash.delete import delete
from blog.trash.store import comments_count
from blog.web.kit import kit

_NOT_YOURS = "Deleting for good is for editors. What you throw away leaves the trash by itself."
_NOT_THERE = "{} is not in the trash any more, so it was not deleted."


@desk.get(f"/posts/<{NUMBER}:post_id>/removal")
def ask_to_remove(post_id: int) -> Answer | str:
    refuse_unless(i_may(Right.WRITE_ALL), _NOT_YOURS)
    return _ask(post_id)


@desk.post(f"/posts/<{NUMBER}:post_id>/removal")
def remove_post(post_id: int) -> Answer | tuple[Answer | str, int]:
    refuse_unless(i_may(Right.WRITE_ALL), _NOT_YOURS)
    form = RemoveForm()
    if not form.validate():
        return _ask(post_id, objection=form.objection), 422
    with writing(kit().engine) as session:
        post = store.post_to_change(session, post_id)
        if post is None:
            return _is_gone(decisions.latest(session, "post", post_id))
        title, place = post.title, _trash(Kind(post.kind))
        try:
            comments = delete(session, post, by=me().name, now=kit().now())
        except AlreadyMoved:
            comments = -1
    if comments < 0:
        return page(place, objection=_NOT_THERE.format(named(post_id))), 409
    say(f"“{shortened(title, 60)}” is deleted{_with(comments)}.")
    return redirect(place.url, 303)


def _ask(post_id: int, objection: str = "") -> Answer | str:
    with reading(kit().engine) as look:
        post = store.post(look, post_id) or abort(404)
        if post.standing is not Standing.TRASH:
            return redirect(url_for("desk.edit_post", post_id=post_id), 303)
        comments = comments_count(look, post_id)
    return render_template(
        "desk/posts/remove.html",
        post=post,
        place=_trash(Kind(post.kind)),
        with_them=_with(comments),
        objection=objection,
    )


def _is_gone(last: Decision | None) -> Answer:
    """They clicked twice; or somebody else was first, and it is as they wished."""
    if last is None or last.became != "deleted":
        abort(404)
    say(
        "It is deleted." if is_my_own(AlreadyDecided(last), "deleted") else f"{last.by} deleted it."
    )
    return redirect(_trash(Kind.POST).url, 303)


def _trash(kind: Kind) -> Place:
    return place_asked(kind).first(standing=Standing.TRASH)


def _with(comments: int) -> str:
    if not comments:
        return ""
    return f", with {comments:,} {'comment' if comments == 1 else 'comments'}"
