"""What is put beside an inquiry: who looks after it, labels, a star, a day, a note."""

from flask import redirect
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog import owner
from blog.decisions.action import Action
from blog.decisions.model import Decision
from blog.decisions.store import AlreadyDecided
from blog.desk.door import NUMBER, desk, me
from blog.desk.inquiries import said
from blog.desk.inquiries.decide import asked_from, carry_out, new_action, refused
from blog.desk.inquiries.forms import UNLABEL, Change, day_in, number_in
from blog.desk.inquiries.inbox import people_of
from blog.desk.inquiries.place import Place
from blog.inbox import change
from blog.inbox.change import ASSIGNEE, DUE, LABEL, NOTE, STAR
from blog.inbox.letters import tell_assigned
from blog.inquiries.reference import reference
from blog.web.fields import typed


class NoSuchPerson(Exception):
    """No editor has that number."""


@desk.get(f"/inquiries/<{NUMBER}:inquiry_id>/changes")
def inquiry_changes(inquiry_id: int) -> Answer:
    """Where a refused change was drawn; reloading that address leads back to the inquiry."""
    return redirect(asked_from(inquiry_id).url, 303)


@desk.post(f"/inquiries/<{NUMBER}:inquiry_id>/changes")
def change_inquiry(inquiry_id: int) -> Answer | tuple[str, int]:
    place, form, action = asked_from(inquiry_id), Change(), new_action()
    if not form.validate():
        return _refused(place, form, form.wrong), 422
    try:
        carry_out(lambda session: _change(session, inquiry_id, form, action), action)
    except NoSuchPerson:
        return _refused(place, form, "This person is no editor any more."), 422
    except AlreadyDecided as first:
        decided = first.decision
        if not decided or not _is_what_i_wanted(decided, form):
            return _refused(place, form, _faster(decided, inquiry_id)), 409
    return redirect(place.url, 303)


def _change(session: Session, inquiry_id: int, form: Change, action: Action) -> str:
    """Do it; the words to be said."""
    what, name = form.what.data, reference(inquiry_id)
    if what == STAR:
        to = bool(form.starred.data)
        change.star(session, inquiry_id, to=to, action=action)
        return f"{name} has a star." if to else f"{name} has no star any more."
    if what == DUE:
        seen, day = (day_in(typed(it)) for it in (form.seen, form.due))
        change.set_due(session, inquiry_id, seen=seen, to=day, action=action)
        return f"{name} is due on {said.day(day)}." if day else f"{name} has no day any more."
    if what in (LABEL, UNLABEL):
        word = typed(form.label)
        change.label(session, inquiry_id, word, to=what == LABEL, action=action)
        done = "has the label" if what == LABEL else "no longer has the label"
        return f"{name} {done} “{word}”."
    if what == NOTE:
        change.write_note(session, inquiry_id, typed(form.text), action=action)
        return f"The note on {name} is kept."
    return _assign(session, inquiry_id, form, action)


def _assign(session: Session, inquiry_id: int, form: Change, action: Action) -> str:
    seen, number = (number_in(typed(it)) or None for it in (form.seen, form.assignee))
    to = people_of(session).get(number) if number else None
    if number and to is None:
        raise NoSuchPerson
    change.assign(session, inquiry_id, seen=seen, to=to, action=action)
    if to is None:
        return f"{reference(inquiry_id)} is nobody’s."
    tell_assigned(session, [inquiry_id], to, office=owner.office(), action=action)
    return f"{reference(inquiry_id)} is {'yours' if to.name == action.by else f'{to.name}’s'}."


def _is_what_i_wanted(decided: Decision, form: Change) -> bool:
    """A second click: what the one who asks did last to it is just this."""
    wanted = {
        STAR: (change.STARRED if form.starred.data else change.NOT_STARRED, decided.why),
        DUE: (typed(form.due) or change.NO_DAY, decided.why),
        LABEL: (change.PUT_ON, typed(form.label)),
        UNLABEL: (change.TAKEN_OFF, typed(form.label)),
        NOTE: (change.WRITTEN, decided.why),
        ASSIGNEE: (typed(form.assignee) or change.NOBODY, decided.why),
    }
    return decided.by == me().name and (decided.became, decided.why) == wanted[typed(form.what)]


def _faster(decided: Decision | None, inquiry_id: int) -> str:
    if decided is None:
        return f"{reference(inquiry_id)} is no longer as you saw it. Nothing was changed now."
    words = f"{decided.by} {said.did(decided)} meanwhile"
    return f"{reference(inquiry_id)}: {words}. Nothing was changed now."


def _refused(place: Place, form: Change, objection: str) -> str:
    """With what was typed kept where it was typed."""
    unsent = {it.name: it.data for it in (form.label, form.due, form.text) if it.data}
    return refused(place, objection=objection, unkept=unsent)
