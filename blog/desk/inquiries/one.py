"""What came through "Drop us a line": the list, and a page for each."""

from typing import Any
from urllib.parse import quote

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.action import Action
from blog.decisions.store import AlreadyDecided
from blog.desk import lists
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, is_my_own, me
from blog.desk.forms import InquiryDecision
from blog.desk.inquiries.answering import answers_around
from blog.inbox.move import NoSuchInquiry, move
from blog.inquiries import store
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from blog.outbox import store as outbox
from blog.web.kit import kit

_DONE = {
    State.NEW: "{} is open again.",
    State.ANSWERED: "{} is marked as answered.",
    State.SPAM: "{} is marked as spam.",
}


@desk.get("/inquiries/")
def inquiries() -> str:
    state = lists.tab(State, "state", State.NEW)
    with reading(kit().engine) as look:
        counts = store.counts(look)
        pages = lists.pages(counts[state], url=url_for("desk.inquiries"), state=state)
        page = store.page_of(look, state, number=pages.number, size=lists.SIZE)
    return render_template(
        "desk/inquiries/list.html",
        state=state,
        counts=counts,
        pages=pages,
        page=page,
        reference=reference,
    )


@desk.get(f"/inquiries/<{NUMBER}:inquiry_id>/")
def inquiry(inquiry_id: int) -> str:
    return _page(inquiry_id)


@desk.get(f"/inquiries/<{NUMBER}:inquiry_id>/decisions")
def inquiry_decisions(inquiry_id: int) -> Answer:
    """Where a refused decision was drawn; reloading that address leads back to the inquiry."""
    return redirect(url_for("desk.inquiry", inquiry_id=inquiry_id), 303)


@desk.post(f"/inquiries/<{NUMBER}:inquiry_id>/decisions")
def decide_inquiry(inquiry_id: int) -> Answer | tuple[str, int]:
    form = InquiryDecision()
    if not form.validate():
        return _page(inquiry_id, objection=form.objection), 422
    seen, to = State(form.seen.data or ""), State(form.to.data or "")
    try:
        _move(inquiry_id, seen=seen, to=to)
    except NoSuchInquiry:
        abort(404)
    except AlreadyDecided as first:
        return _page(inquiry_id, first=first), 409
    undo = {"action": url_for("desk.decide_inquiry", inquiry_id=inquiry_id)}
    say(_DONE[to].format(reference(inquiry_id)), **undo, seen=to, to=seen)
    return redirect(url_for("desk.inquiry", inquiry_id=inquiry_id), 303)


def _move(inquiry_id: int, *, seen: State, to: State) -> None:
    with writing(kit().engine) as session:
        try:
            action = Action(by=me().name, at=kit().now())
            move(session, inquiry_id, seen=seen, to=to, action=action)
        except AlreadyDecided as first:
            if not is_my_own(first, to):
                raise


def _page(inquiry_id: int, **refusal: Any) -> str:
    with reading(kit().engine) as look:
        found = store.inquiry(look, inquiry_id) or abort(404)
        letters = outbox.about(look, "inquiry", inquiry_id)
        attempts = outbox.attempts_by_letter(look, [letter.id for letter in letters])
        history = decisions.of(look, "inquiry", inquiry_id)
        answers = answers_around(look, found)
    return render_template(
        "desk/inquiries/one.html",
        inquiry=found,
        reference=reference(inquiry_id),
        reply_link=_reply_link(found),
        letters=letters,
        attempts=attempts,
        history=history,
        **answers,
        **refusal,
    )


def _reply_link(found: Inquiry) -> str:
    """The answer is written in the editor's own mail program; its subject says what it answers."""
    subject = f"Your inquiry to {owner.wishes().name}, {reference(found.id)}"
    return f"mailto:{quote(found.email, safe='@')}?subject={quote(subject)}"
