"""One decision on many inquiries: selected, counted, and only then done."""

from collections.abc import Callable, Mapping

from flask import redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.action import Action
from blog.decisions.store import AlreadyDecided
from blog.desk.chrome import say_done
from blog.desk.door import desk, me
from blog.desk.inquiries.decide import goals_of, new_action, owed, refused
from blog.desk.inquiries.forms import (
    MOST_AT_ONCE,
    RESTORE,
    TO_ASSIGN,
    TO_LABEL,
    TO_STAR,
    TO_UNSTAR,
    Bulk,
    number_in,
)
from blog.desk.inquiries.inbox import around, people_of
from blog.desk.inquiries.place import Place, place_asked
from blog.desk.inquiries.said import counted
from blog.inbox import change
from blog.inbox.letters import tell_assigned
from blog.inbox.listed import store as listed
from blog.inbox.move import INQUIRY, Moved, NoSuchInquiry, move_all
from blog.inbox.store import take_turns
from blog.inquiries import store as inquiries
from blog.inquiries.model import State
from blog.text.plain import is_blank
from blog.web.fields import typed
from blog.web.kit import kit

VERBS = {
    State.NEW: ("Mark as new", "{} new again."),
    State.OPEN: ("Open", "Opened {}."),
    State.WAITING: ("Let wait", "Let {} wait."),
    State.ANSWERED: ("Mark as answered", "Marked {} as answered."),
    State.CLOSED: ("Close", "Closed {}."),
    State.SPAM: ("Mark as spam", "Marked {} as spam."),
    State.TRASH: ("Trash", "Moved {} to the trash."),
    RESTORE: ("Restore", "Restored {}."),
    TO_STAR: ("Star", "Gave {} a star."),
    TO_UNSTAR: ("Take the star off", "Took the star off {}."),
    TO_ASSIGN: ("Assign", "Assigned {}."),
    TO_LABEL: ("Label", "Labelled {}."),
}
_NONE = "Select at least one inquiry first: each has a box at its beginning."
_TOO_MANY = f"Nothing was done: select at most {MOST_AT_ONCE} inquiries at once."
_NO_LABEL = "Nothing was done: choose the label first."
_NO_PERSON = "Nothing was done: this person is no editor any more."


@desk.get("/inquiries/bulk")
def where_many_inquiries_are_decided() -> Answer:
    """Where a selection was drawn; reloading that address leads back to the list."""
    return redirect(place_asked().url, 303)


@desk.post("/inquiries/bulk")
def decide_many_inquiries() -> Answer | str | tuple[str, int]:
    """The first time it shows what was selected and how many; the second time it is done."""
    place, form = place_asked(), Bulk()
    valid = form.validate()
    if objection := (_objection(form) if valid else form.objection):
        return refused(place, objection=objection), 422
    if not form.is_sure:
        return _ask(place, form)
    left = _decide(form, form.to.data or "")
    if left < len(form.picked):
        return redirect(place.url, 303)
    return refused(place, objection=f"Nothing was changed: {_why_left(left)}"), 409


def _objection(form: Bulk) -> str:
    if form.is_too_many:
        return _TOO_MANY
    if form.to.data == TO_LABEL and is_blank(typed(form.label)):
        return _NO_LABEL
    if form.to.data == TO_ASSIGN and (number := number_in(typed(form.assignee))):
        with reading(kit().engine) as look:
            if number not in people_of(look):
                return _NO_PERSON
    return "" if form.picked else _NONE


def _ask(place: Place, form: Bulk) -> str:
    to = form.to.data or ""
    with reading(kit().engine) as look:
        return render_template(
            "desk/inquiries/sure.html",
            **around(look, place),
            picked=form.picked,
            selected=listed.listed(look, form.picked),
            to=to,
            verb=VERBS[to][0],
            assignee=typed(form.assignee),
            label=typed(form.label),
        )


def _decide(form: Bulk, to: str) -> int:
    """How many of them somebody else had decided on."""
    action, more = new_action(), ""
    with writing(kit().engine) as session:
        if to in (TO_STAR, TO_UNSTAR, TO_ASSIGN, TO_LABEL):
            moved, done = _put_beside(session, form, to, action)
            number = action.number if moved.done else decisions.last_action_of(session, me().name)
        else:
            goal = None if to == RESTORE else State(to)
            moved = move_all(session, form.picked, to=goal, action=action)
            twice = _decided_twice(session, moved, to)
            done = len(moved.done) + len(twice)
            number = action.number if moved.done or not twice else twice[0]
            more = owed(session, {it: form.picked[it] for it in moved.done}, action)
    left = len(form.picked) - done
    if done:
        words = VERBS[to][1].format(counted(done))
        say_done(f"{words}{more} {_why_left(left)}".rstrip(), number=number, of="inquiries")
        kit().wake_courier()
    return left


def _put_beside(session: Session, form: Bulk, to: str, action: Action) -> tuple[Moved, int]:
    """What was changed, and of how many it is so now: where it was so already, all is well."""
    number = number_in(typed(form.assignee))
    person = people_of(session).get(number) if number else None
    take_turns(session, form.picked)

    def assign(inquiry_id: int) -> None:
        found = inquiries.inquiry(session, inquiry_id)
        if found is None:
            raise NoSuchInquiry(inquiry_id)
        change.assign(session, inquiry_id, seen=found.assignee_id, to=person, action=action)

    verbs: Mapping[str, Callable[[int], None]] = {
        TO_STAR: lambda it: change.star(session, it, to=True, action=action),
        TO_UNSTAR: lambda it: change.star(session, it, to=False, action=action),
        TO_LABEL: lambda it: change.label(session, it, typed(form.label), to=True, action=action),
        TO_ASSIGN: assign,
    }
    done, so_already = list[int](), 0
    for inquiry_id in sorted(form.picked):
        try:
            verbs[to](inquiry_id)
        except AlreadyDecided:
            so_already += 1
        except NoSuchInquiry:
            continue
        else:
            done.append(inquiry_id)
    if to == TO_ASSIGN and person:
        tell_assigned(session, done, person, office=owner.office(), action=action)
    return Moved(done=tuple(done)), len(done) + so_already


def _decided_twice(session: Session, moved: Moved, to: str) -> list[str]:
    """The actions in which the one who asks had decided just so already: they clicked twice."""
    last = decisions.latest_of_many(session, INQUIRY, moved.not_done).values()
    goals = goals_of(to)
    return [it.action for it in last if it.by == me().name and it.became in goals]


def _why_left(others: int) -> str:
    return f"{others} had been decided by someone else." if others else ""
