"""The letters the site owes, what became of each, and what an editor may do about it."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.desk import lists
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk
from blog.desk.forms import LetterDecision
from blog.inquiries.reference import reference
from blog.outbox import store
from blog.outbox.again import drop, send_again
from blog.outbox.model import Stage
from blog.web.kit import kit

_DONE = {
    Stage.DUE: "The letter to {} is on its way again.",
    Stage.DROPPED: "The letter to {} is dropped. It stays here on record.",
}
_MOVED = "This letter has moved on since you saw it. This is how it stands now."


@desk.get("/outbox/")
def outbox() -> str:
    return _page(lists.tab(Stage, "stage", Stage.DUE))


@desk.get(f"/outbox/<{NUMBER}:letter_id>/decisions")
def letter_decisions(letter_id: int) -> Answer:
    """Where a refused decision was drawn; reloading that address leads back to the letters."""
    return redirect(url_for("desk.outbox"), 303)


@desk.post(f"/outbox/<{NUMBER}:letter_id>/decisions")
def decide_letter(letter_id: int) -> Answer | tuple[str, int]:
    form = LetterDecision()
    valid = form.validate()
    stage = Stage(form.tab.data) if form.tab.data in list(Stage) else Stage.DUE
    page = lists.page_in(form.page.data)
    if not valid:
        return _page(stage, page=page, objection=form.objection), 422
    to = Stage(form.to.data or "")
    recipient = _decide(letter_id, to=to)
    if recipient is None:
        return _page(stage, page=page, objection=_MOVED), 409
    if to is Stage.DUE:
        kit().wake_courier()
    say(_DONE[to].format(recipient))
    return redirect(url_for("desk.outbox", stage=stage, page=page), 303)


def _decide(letter_id: int, *, to: Stage) -> str | None:
    """Whom the letter is for; None where it is no longer where the editor saw it."""
    with writing(kit().engine) as session:
        letter = store.letter(session, letter_id) or abort(404)
        act = send_again if to is Stage.DUE else drop
        return letter.recipient if act(session, letter_id, now=kit().now()) else None


def _page(stage: Stage, *, page: int | None = None, objection: str | None = None) -> str:
    with reading(kit().engine) as look:
        counts = store.counts(look)
        pages = lists.pages(counts[stage], number=page, url=url_for("desk.outbox"), stage=stage)
        letters = store.page_of(look, stage, number=pages.number, size=lists.SIZE)
        attempts = store.attempts_by_letter(look, [letter.id for letter in letters])
    return render_template(
        "desk/outbox.html",
        stage=stage,
        counts=counts,
        pages=pages,
        letters=letters,
        attempts=attempts,
        objection=objection,
        reference=reference,
        now=kit().now(),
    )
