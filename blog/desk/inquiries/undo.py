"""Taking back the last action."""

from flask import redirect
from werkzeug.wrappers import Response as Answer

from blog.db import writing
from blog.decisions.undo import AlreadyUndone, NothingToUndo, Undone
from blog.desk import chrome
from blog.desk.door import desk
from blog.desk.forms import Undo
from blog.desk.inquiries.decide import new_action, refused
from blog.desk.inquiries.inbox import people_of
from blog.desk.inquiries.place import place_asked
from blog.inbox.undo import undo
from blog.web.kit import kit

_TOO_LATE = (
    "Nothing was taken back: you have decided something else since, and only the last action can "
    "be undone. Every decision can still be changed by another one."
)


@desk.get("/inquiries/undo")
def where_inquiries_are_undone() -> Answer:
    """Where a refused undo was drawn; reloading that address leads back to the list."""
    return redirect(place_asked().url, 303)


@desk.post("/inquiries/undo")
def undo_last_of_inquiries() -> Answer | tuple[str, int]:
    place, form = place_asked(), Undo()
    if not form.validate():
        return refused(place, objection=form.objection), 422
    try:
        undone = _undo(form.number.data or "")
    except AlreadyUndone:
        return redirect(place.url, 303)
    except NothingToUndo:
        return refused(place, objection=_TOO_LATE), 409
    words = chrome.done("inquiries")["words"] or "your last action"
    rest = f" {undone.not_done:,} had been changed since, and stay." if undone.not_done else ""
    chrome.say(f"Taken back: {words}{rest}")
    return redirect(place.url, 303)


def _undo(number: str) -> Undone:
    with writing(kit().engine) as session:
        people = people_of(session)
        return undo(session, number, people=people, action=new_action(why="undo"))
