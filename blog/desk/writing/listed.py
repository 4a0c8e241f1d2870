"""The lists of posts and of pages, and what may be done with each without opening it."""

from typing import Any

from flask import abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.store import AlreadyDecided
from blog.desk import lists
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, is_my_own, me
from blog.desk.forms import COMMENTS_CLOSED, COMMENTS_OPEN, PostDecision
from blog.posts import store
from blog.posts.model import Kind, Post, Standing
from blog.posts.publish import AlreadyMoved, close_comments, open_comments, publish, withdraw
from blog.text.plain import shortened
from blog.web.kit import kit

_MOVES = {
    Standing.PUBLISHED: publish,
    Standing.WITHDRAWN: withdraw,
    COMMENTS_OPEN: open_comments,
    COMMENTS_CLOSED: close_comments,
}
_DONE = {
    Standing.PUBLISHED: "“{}” is published.",
    Standing.WITHDRAWN: "“{}” is withdrawn. Readers no longer find it.",
    COMMENTS_OPEN: "Readers may reply to “{}” again.",
    COMMENTS_CLOSED: "Comments on “{}” are closed.",
}


@desk.get("/posts/")
def posts() -> str:
    return _page(lists.tab(Kind, "kind", Kind.POST))


@desk.get(f"/posts/<{NUMBER}:post_id>/decisions")
def post_decisions(post_id: int) -> Answer:
    """Where a refused decision was drawn; reloading that address leads back to the post."""
    return redirect(url_for("desk.edit_post", post_id=post_id), 303)


@desk.post(f"/posts/<{NUMBER}:post_id>/decisions")
def decide_post(post_id: int) -> Answer | tuple[str, int]:
    form = PostDecision()
    valid = form.validate()
    page = lists.page_in(form.page.data)
    kind = Kind(form.tab.data) if form.tab.data in list(Kind) else Kind.POST
    to = form.to.data or ""
    if not valid or to not in _MOVES:
        return _page(kind, page=page, objection=form.objection), 422
    try:
        title = _decide(post_id, seen=form.seen.data or "", to=to)
    except AlreadyDecided as first:
        return _page(kind, page=page, first=first, what=_named(post_id)), 409
    say(_DONE[to].format(shortened(title, 60)))
    return redirect(url_for("desk.posts", kind=kind, page=page), 303)


def _decide(post_id: int, *, seen: str, to: str) -> str:
    with writing(kit().engine) as session:
        post = store.post_to_change(session, post_id) or abort(404)
        try:
            _move(session, post, seen=seen, to=to)
        except AlreadyDecided as first:
            if not is_my_own(first, to):
                raise
        return post.title


def _move(session: Session, post: Post, *, seen: str, to: str) -> None:
    if seen == to or seen not in (post.standing, _comments_of(post)):
        raise AlreadyDecided(decisions.latest(session, "post", post.id))
    try:
        _MOVES[to](session, post, by=me().name, now=kit().now())
    except AlreadyMoved:
        raise AlreadyDecided(decisions.latest(session, "post", post.id)) from None


def _comments_of(post: Post) -> str:
    return COMMENTS_OPEN if post.comments_open else COMMENTS_CLOSED


def _named(post_id: int) -> str:
    with reading(kit().engine) as look:
        found = store.post(look, post_id)
    return f"“{shortened(found.title, 60)}”" if found else ""


def _page(kind: Kind, *, page: int | None = None, **refusal: Any) -> str:
    """The list; `refusal` says why the decision made on it was not taken."""
    with reading(kit().engine) as look:
        counts = {each: store.count_of(look, each) for each in Kind}
        pages = lists.pages(counts[kind], number=page, url=url_for("desk.posts"), kind=kind)
        shown = store.all_of(look, kind, number=pages.number, size=lists.SIZE)
    return render_template(
        "desk/writing/listed.html",
        kind=kind,
        counts=counts,
        pages=pages,
        posts=shown,
        **refusal,
    )
