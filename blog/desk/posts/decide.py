"""What may be done with a post or page without opening it: one decision on one of them."""

from flask import abort, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.store import AlreadyDecided
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, is_my_own, me
from blog.desk.forms import COMMENTS_CLOSED, COMMENTS_OPEN
from blog.desk.posts.forms import AS_IT_WAS, RESTORED, UNSCHEDULED, PostDecision
from blog.desk.posts.listed import page
from blog.desk.posts.mine import refuse_what_is_not_mine
from blog.desk.posts.place import Place, place_asked
from blog.posts import store
from blog.posts.life import publish
from blog.posts.life.discard import discard, put_back, restore
from blog.posts.model import Kind, Post, Standing
from blog.text.plain import shortened
from blog.web.kit import kit

_MOVES = {
    Standing.PUBLISHED: publish.publish,
    Standing.WITHDRAWN: publish.withdraw,
    Standing.TRASH: discard,
    UNSCHEDULED: publish.unschedule,
    RESTORED: restore,
    AS_IT_WAS: put_back,
    COMMENTS_OPEN: publish.open_comments,
    COMMENTS_CLOSED: publish.close_comments,
}
_DONE = {
    Standing.PUBLISHED: "“{}” is published.",
    Standing.WITHDRAWN: "“{}” is withdrawn. Readers no longer find it.",
    Standing.TRASH: "“{}” is in the trash.",
    UNSCHEDULED: "“{}” is no longer scheduled.",
    RESTORED: "“{}” is out of the trash.",
    AS_IT_WAS: "“{}” is back where it was.",
    COMMENTS_OPEN: "Readers may reply to “{}” again.",
    COMMENTS_CLOSED: "Comments on “{}” are closed.",
}
# What takes it back.
UNDO: dict[str, dict[str, str]] = {
    Standing.WITHDRAWN: {"seen": Standing.WITHDRAWN, "to": Standing.PUBLISHED},
    Standing.TRASH: {"seen": Standing.TRASH, "to": AS_IT_WAS},
}
_LEADS_TO = {
    UNSCHEDULED: (Standing.DRAFT, Standing.WITHDRAWN),
    RESTORED: (Standing.DRAFT, Standing.WITHDRAWN, Standing.SCHEDULED),
    AS_IT_WAS: tuple(Standing),
}


@desk.get(f"/posts/<{NUMBER}:post_id>/decisions")
def post_decisions(post_id: int) -> Answer:
    """Where a refused decision was drawn; reloading that address leads back to the post."""
    return redirect(url_for("desk.edit_post", post_id=post_id), 303)


@desk.post(f"/posts/<{NUMBER}:post_id>/decisions")
def decide_post(post_id: int) -> Answer | tuple[str, int]:
    form, place = PostDecision(), place_of(post_id)
    if not form.validate():
        return page(place, objection=form.objection), 422
    to = form.to.data or ""
    try:
        title = _decide(post_id, seen=form.seen.data or "", to=to)
    except AlreadyDecided as first:
        return page(place, first=first, what=named(post_id)), 409
    _say(title, to, undo_at=f"{url_for('desk.decide_post', post_id=post_id)}?{place.query}")
    return redirect(place.url, 303)


def place_of(post_id: int) -> Place:
    """The place in the address, in the list where this post stands; refused where it may not be
    seen."""
    with reading(kit().engine) as look:
        post = store.post(look, post_id) or abort(404)
        refuse_what_is_not_mine(look, post)
    return place_asked(Kind(post.kind))


def named(post_id: int) -> str:
    with reading(kit().engine) as look:
        found = store.post(look, post_id)
    return f"“{shortened(found.title, 60)}”" if found else ""


def _decide(post_id: int, *, seen: str, to: str) -> str:
    with writing(kit().engine) as session:
        post = store.post_to_change(session, post_id) or abort(404)
        refuse_what_is_not_mine(session, post)
        decide(session, post, seen=seen, to=to)
        return post.title


def decide(session: Session, post: Post, *, seen: str, to: str) -> None:
    """Raises AlreadyDecided, unless it was me who did just this."""
    try:
        _move(session, post, seen=seen, to=to)
    except AlreadyDecided as first:
        if not any(is_my_own(first, goal) for goal in _LEADS_TO.get(to, (to,))):
            raise


def _move(session: Session, post: Post, *, seen: str, to: str) -> None:
    if seen == to or seen not in (post.standing, _comments_of(post)):
        raise AlreadyDecided(decisions.latest(session, "post", post.id))
    try:
        _MOVES[to](session, post, by=me().name, now=kit().now())
    except publish.AlreadyMoved:
        raise AlreadyDecided(decisions.latest(session, "post", post.id)) from None


def _comments_of(post: Post) -> str:
    return COMMENTS_OPEN if post.comments_open else COMMENTS_CLOSED


def _say(title: str, to: str, *, undo_at: str) -> None:
    undo = UNDO.get(to, {})
    words = _DONE[to].format(shortened(title, 60))
    say(
        words,
        **{name: str(it) for name, it in undo.items()},
        **({"action": undo_at} if undo else {}),
    )
