"""One decision on one inquiry, and what is put beside it."""

from collections.abc import Callable, Iterable, Mapping

from flask import abort, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import writing
from blog.decisions.action import Action
from blog.decisions.store import AlreadyDecided
from blog.desk.chrome import say_done
from blog.desk.door import NUMBER, desk, is_my_own, me
from blog.desk.inquiries import inbox, one, said
from blog.desk.inquiries.forms import RESTORE, Decision
from blog.desk.inquiries.place import Place, place_asked
from blog.inbox.letters import owe_the_office
from blog.inbox.move import NoSuchInquiry, move, restored_state
from blog.inquiries.draft import labels_with
from blog.inquiries.model import State
from blog.inquiries.reference import reference
from blog.web.kit import kit


@desk.get(f"/inquiries/<{NUMBER}:inquiry_id>/decisions")
def inquiry_decisions(inquiry_id: int) -> Answer:
    """Where a refused decision was drawn; reloading that address leads back to the inquiry."""
    return redirect(asked_from(inquiry_id).url, 303)


@desk.post(f"/inquiries/<{NUMBER}:inquiry_id>/decisions")
def decide_inquiry(inquiry_id: int) -> Answer | tuple[str, int]:
    place, form = asked_from(inquiry_id), Decision()
    if not form.validate():
        return refused(place, objection=form.objection), 422
    action, to = new_action(), form.to.data or ""

    def decide(session: Session) -> str:
        goal = restored_state(session, inquiry_id) if to == RESTORE else State(to)
        move(session, inquiry_id, seen=form.seen_state, to=goal, action=action)
        more = owed(session, {inquiry_id: form.seen_state}, action)
        return said.DONE[goal].format(reference(inquiry_id)) + more

    try:
        carry_out(decide, action)
    except AlreadyDecided as first:
        if not is_twice(first, goals_of(to), inquiry_id):
            return refused(place, first=first, what=reference(inquiry_id)), 409
    return redirect(place.url, 303)


def asked_from(inquiry_id: int) -> Place:
    """Where the form stood: on the page of the inquiry, unless its address says more."""
    return place_asked(on=0 if request.args else inquiry_id)


def new_action(*, why: str = "") -> Action:
    return Action(by=me().name, at=kit().now(), why=why)


def carry_out(verb: Callable[[Session], str], action: Action) -> None:
    """All of it in one transaction; then its words are said, with a way back to before it."""
    with writing(kit().engine) as session:
        try:
            words = verb(session)
        except NoSuchInquiry:
            abort(404)
    say_done(words, number=action.number, of="inquiries")
    kit().wake_courier()


def owed(session: Session, moved: Mapping[int, State], action: Action) -> str:
    """Of what moved from these states, a false catch reaches the office after all; what is said
    of it."""
    session.flush()
    caught = [number for number, was in moved.items() if was in (State.SPAM, State.TRASH)]
    number = owe_the_office(
        session,
        caught,
        office_for=owner.office_for,
        labels=labels_with(owner.reception().line_words),
        action=action,
    )
    if not number:
        return ""
    return " The office gets its letter now." if number == 1 else f" {number} letters leave now."


def is_twice(first: AlreadyDecided, goals: Iterable[str], inquiry_id: int) -> bool:
    """Whether the one who asks has decided just this already; then it is said again, since the
    answer to their first click may never have reached them."""
    decided = first.decision
    if decided is None or not any(is_my_own(first, goal) for goal in goals):
        return False
    words = said.DONE[State(decided.became)].format(reference(inquiry_id))
    say_done(words, number=decided.action, of="inquiries")
    return True


def goals_of(to: str) -> tuple[State, ...]:
    """Where a button leads: what is restored goes back to where it came from."""
    return tuple(it for it in State if it is not State.TRASH) if to == RESTORE else (State(to),)


def refused(place: Place, **refusal: object) -> str:
    """The page the editor stood on, with what is said about it."""
    if place.on:
        return one.page(place, place.on, **refusal)
    return inbox.page(place, **refusal)
