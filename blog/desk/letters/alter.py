"""What an editor does with a letter, each of it on record."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.desk import lists
from blog.desk.chrome import say
from blog.desk.door import NUMBER, desk, me
from blog.desk.forms import DecisionForm
from blog.desk.letters import outbox
from blog.desk.letters.forms import LetterDecision, NewRecipient, wrong_in
from blog.outbox import alter, store
from blog.outbox.model import PRIVATE, Letter, Stage
from blog.web.fields import typed
from blog.web.kit import kit

LETTER = "letter"
_DONE = {
    Stage.DUE: "The letter to {} is on its way.",
    Stage.HELD: "The letter to {} is held. It leaves when somebody sends it.",
    Stage.DROPPED: "The letter to {} is dropped. It stays here on record.",
}
_MOVED = "This letter has moved on since you saw it. This is how it stands now."

_PRIVATE = (
    "Its link lets in whoever has it, so it goes to nobody but the one it was written for. "
    "Nothing was done."
)


@dataclass(frozen=True, kw_only=True)
class _Wish:
    """`act` moves the letter from the stage that was seen; `became` and `why` go on record."""

    seen: Stage
    became: str
    why: str
    act: Callable[[Session, Letter], bool]


@desk.get(f"/outbox/<{NUMBER}:letter_id>/decisions")
@desk.get(f"/outbox/<{NUMBER}:letter_id>/recipients", endpoint="letter_recipients")
def letter_decisions(letter_id: int) -> Answer:
    """Where a refusal was drawn; reloading that address leads back to the letter."""
    return redirect(url_for("desk.letter", letter_id=letter_id), 303)


@desk.post(f"/outbox/<{NUMBER}:letter_id>/decisions")
def decide_letter(letter_id: int) -> Answer | tuple[str, int]:
    form = LetterDecision()
    if not form.validate():
        return _refused(form, letter_id, wrong_in(form)), 422
    seen, to, why = Stage(form.seen.data or ""), Stage(form.to.data or ""), typed(form.why)
    verbs: dict[Stage, Callable[[Session, Letter], bool]] = {
        Stage.DUE: lambda session, it: alter.send_again(session, it.id, seen=seen, now=kit().now()),
        Stage.HELD: lambda session, it: alter.hold(session, it.id, seen=seen, why=why),
        Stage.DROPPED: lambda session, it: alter.drop(session, it.id, seen=seen, why=why),
    }
    return _answer(form, letter_id, _Wish(seen=seen, became=to, why=why, act=verbs[to]))


@desk.post(f"/outbox/<{NUMBER}:letter_id>/recipients")
def readdress_letter(letter_id: int) -> Answer | tuple[str, int]:
    form = NewRecipient()
    if not form.validate():
        return _refused(form, letter_id, wrong_in(form), recipient=typed(form.recipient)), 422
    if _is_private(letter_id):
        return _refused(form, letter_id, _PRIVATE, recipient=typed(form.recipient)), 422
    seen, recipient = Stage(form.seen.data or ""), typed(form.recipient)

    def act(session: Session, it: Letter) -> bool:
        return alter.send_to(session, it.id, seen=seen, recipient=recipient, now=kit().now())

    why = f"to {recipient}"
    return _answer(form, letter_id, _Wish(seen=seen, became="readdressed", why=why, act=act))


def _is_private(letter_id: int) -> bool:
    with reading(kit().engine) as look:
        return (store.letter(look, letter_id) or abort(404)).about in PRIVATE


def _answer(form: DecisionForm, letter_id: int, wish: _Wish) -> Answer | tuple[str, int]:
    recipient = _carried_out(letter_id, wish)
    if recipient is None:
        return _refused(form, letter_id, _MOVED), 409
    stage = Stage(wish.became) if wish.became in list(Stage) else Stage.DUE
    if stage is Stage.DUE:
        kit().wake_courier()
    say(_DONE[stage].format(recipient))
    if form.tab.data not in list(Stage):
        return redirect(url_for("desk.letter", letter_id=letter_id), 303)
    page = lists.page_in(form.page.data)
    return redirect(url_for("desk.outbox", stage=form.tab.data, page=page), 303)


def _carried_out(letter_id: int, wish: _Wish) -> str | None:
    """Whom the letter is for now; None where it is no longer where the editor saw it, unless it
    was they who moved it just so: they clicked twice."""
    with writing(kit().engine) as session:
        letter = store.letter(session, letter_id) or abort(404)
        if not wish.act(session, letter):
            return letter.recipient if _is_twice(session, letter_id, wish) else None
        decisions.note(
            session,
            thing=LETTER,
            thing_id=letter_id,
            was=wish.seen,
            became=wish.became,
            by=me().name,
            why=wish.why,
            now=kit().now(),
        )
        session.refresh(letter)
        return letter.recipient


def _is_twice(session: Session, letter_id: int, wish: _Wish) -> bool:
    last = decisions.latest(session, LETTER, letter_id)
    mine = (wish.seen, wish.became, wish.why, me().name)
    return last is not None and (last.was, last.became, last.why, last.by) == mine


def _refused(form: DecisionForm, letter_id: int, words: str, *, recipient: str = "") -> str:
    """The page the editor stood on, with what is said about it and what they typed."""
    if form.tab.data in list(Stage):
        page = lists.page_in(form.page.data)
        return outbox.page(Stage(form.tab.data), number=page, objection=words)
    why = getattr(form, "why", None)
    kept = {"why": typed(why) if why is not None else "", "to": form.to.data or ""}
    return outbox.one(letter_id, objection=words, recipient=recipient, **kept)
