"""The queue of comments, and the decisions on them."""

from typing import Any

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.comments import store
from blog.comments.model import Status
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.store import AlreadyDecided
from blog.desk import lists
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, is_my_own, me
from blog.desk.forms import RESTORE, CommentDecision
from blog.moderation.action import Action
from blog.moderation.moderate import NoSuchComment, move, restored_status
from blog.queue import store as queue_store
from blog.text.plain import shortened
from blog.web.kit import kit

_DONE = {
    Status.APPROVED: "Approved {}’s comment.",
    Status.HELD: "{}’s comment is held again.",
    Status.SPAM: "Marked {}’s comment as spam.",
    Status.TRASH: "Moved {}’s comment to the trash.",
}


@desk.get("/")
def start() -> Answer:
    return redirect(url_for("desk.comments"), 303)


@desk.get("/comments/")
def comments() -> str:
    return _page(lists.tab(Status, "status", Status.HELD))


@desk.get(f"/comments/<{NUMBER}:comment_id>/decisions")
def comment_decisions(comment_id: int) -> Answer:
    """Where a refused decision was drawn; reloading that address leads back to the queue."""
    return redirect(url_for("desk.comments"), 303)


@desk.post(f"/comments/<{NUMBER}:comment_id>/decisions")
def decide_comment(comment_id: int) -> Answer | tuple[str, int]:
    form = CommentDecision()
    valid = form.validate()
    tab = _status(form.tab.data, _status(form.seen.data, Status.HELD))
    page = lists.page_in(form.page.data)
    if not valid:
        return _page(tab, page=page, objection=form.objection), 422
    seen = Status(form.seen.data or "")
    try:
        name, to = _move(comment_id, seen=seen, to=form.to.data or "")
    except NoSuchComment:
        abort(404)
    except AlreadyDecided as first:
        return _page(tab, page=page, first=first, what=_named(comment_id)), 409
    undo = {"action": url_for("desk.decide_comment", comment_id=comment_id)}
    say(_DONE[to].format(name), **undo, seen=to, to=seen, tab=tab, page=str(page))
    return redirect(url_for("desk.comments", status=tab, page=page), 303)


def _status(text: str | None, default: Status) -> Status:
    return Status(text) if text in list(Status) else default


def _move(comment_id: int, *, seen: Status, to: str) -> tuple[str, Status]:
    action = Action(by=me().name, at=kit().now(), office=owner.office())
    with writing(kit().engine) as session:
        goal = restored_status(session, comment_id) if to == RESTORE else Status(to)
        try:
            move(session, comment_id, seen=seen, to=goal, action=action)
        except AlreadyDecided as first:
            if not is_my_own(first, goal):
                raise
        moved = store.comment(session, comment_id)
        return shortened(moved.name if moved else "", 60), goal


def _named(comment_id: int) -> str:
    with reading(kit().engine) as look:
        found = store.comment(look, comment_id)
    return f"The comment of {shortened(found.name, 60)}" if found else "The comment"


def _page(status: Status, *, page: int | None = None, **refusal: Any) -> str:
    """The queue; `refusal` says why the decision made on it was not taken."""
    with reading(kit().engine) as look:
        counts = queue_store.counts(look)
        pages = lists.pages(
            counts[status], number=page, url=url_for("desk.comments"), status=status
        )
        queue = queue_store.page_of(look, status, number=pages.number, size=lists.SIZE)
        ids = [queued.comment.id for queued in queue]
        last = decisions.latest_of_many(look, "comment", ids)
    return render_template(
        "desk/comments.html",
        status=status,
        counts=counts,
        pages=pages,
        queue=queue,
        last=last,
        **refusal,
    )
