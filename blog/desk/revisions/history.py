"""What a post said before: who saved it, what was different, and how to have it back."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.desk import lists
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.desk.forms import ButtonForm
from blog.desk.writing.beside import beside
from blog.desk.writing.page import post_of_mine, post_of_mine_to_change
from blog.posts.model import Post
from blog.posts.offered.store import offered
from blog.posts.stands import as_it_stands
from blog.posts.write import Draft, SlugTaken
from blog.revisions import store
from blog.revisions.difference import differences
from blog.revisions.save import restore
from blog.revisions.words import draft_of
from blog.web.kit import kit

_NOW = "now"
_RESTORED = "The post says again what it said then. What it said just now is kept as well."
_ENDED = " It was to be taken down at a time that has passed, so it has no end now."


@desk.get(f"/posts/<{NUMBER}:post_id>/revisions")
def revisions(post_id: int) -> str:
    """All of them, and what is different between two: the last two, if none are asked for."""
    with reading(kit().engine) as look:
        return _page(look, post_of_mine(look, post_id))


@desk.get(f"/posts/<{NUMBER}:post_id>/revisions/<{NUMBER}:revision_id>/restored")
def where_revisions_are(post_id: int, revision_id: int) -> Answer:
    return redirect(url_for("desk.revisions", post_id=post_id), 303)


@desk.post(f"/posts/<{NUMBER}:post_id>/revisions/<{NUMBER}:revision_id>/restored")
def restore_revision(post_id: int, revision_id: int) -> Any:
    form = ButtonForm()
    valid, ended = form.validate(), False
    objection = "" if valid else form.objection
    try:
        with writing(kit().engine) as session:
            post = post_of_mine_to_change(session, post_id)
            if valid:
                ended = restore(session, post, revision_id, by=me().name, now=kit().now())
    except KeyError:
        abort(404)
    except SlugTaken as taken:
        objection = f"{taken.words} Nothing was changed: the version restored stood there."
    if objection:
        with reading(kit().engine) as look:
            page = _page(look, post_of_mine(look, post_id), objection=objection)
        return page, 422 if not valid else 409
    say(_RESTORED + (_ENDED if ended else ""))
    return redirect(url_for("desk.edit_post", post_id=post_id), 303)


def _page(look: Session, post: Post, *, objection: str = "") -> str:
    total = store.count(look, post.id)
    pages = lists.pages(total, number=None, url=url_for("desk.revisions", post_id=post.id))
    listed = store.listed(look, post.id, number=pages.number, size=lists.SIZE)
    newest = str(listed[0].id) if listed else _NOW
    older = request.args.get("from") or (str(listed[1].id) if len(listed) > 1 else newest)
    later = request.args.get("to") or _NOW
    before, after = _draft(look, post, older), _draft(look, post, later)
    known = offered(look)
    return render_template(
        "desk/writing/revisions.html",
        post=post,
        pages=pages,
        revisions=listed,
        older=older,
        later=later,
        pieces=differences(before.body, after.body),
        fields=[(it.name, differences(it.before, it.after)) for it in beside(before, after, known)],
        objection=objection,
    )


def _draft(look: Session, post: Post, which: str) -> Draft:
    if which == _NOW:
        return as_it_stands(look, post)
    number = int(which) if which.isascii() and which.isdigit() and len(which) < 10 else 0
    found = store.revision(look, post.id, number) or abort(404)
    return draft_of(found.body, found.words)
