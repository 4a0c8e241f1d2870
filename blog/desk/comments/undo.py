"""Taking back the last action."""

from flask import redirect
from werkzeug.wrappers import Response as Answer

from blog import edition
from blog.db import writing
from blog.decisions.undo import AlreadyUndone, NothingToUndo, Undone
from blog.desk import chrome
from blog.desk.comments.decide import new_action, refused
from blog.desk.comments.place import Place, place_asked
from blog.desk.door import desk
from blog.desk.forms import Undo
from blog.moderation.block import lines_of
from blog.moderation.undo import undo
from blog.site import store as site
from blog.web.kit import kit

_TOO_LATE = (
    "Nothing was taken back: you have decided something else since, and only the last action can "
    "be undone. Every decision can still be changed by another one."
)


@desk.get("/comments/undo")
def where_it_is_undone() -> Answer:
    """Where a refused undo was drawn; reloading that address leads back to the queue."""
    return redirect(place_asked().url, 303)


@desk.post("/comments/undo")
def undo_last() -> Answer | tuple[str, int]:
    place, form = place_asked(), Undo()
    if not form.validate():
        return refused(place, objection=form.objection), 422
    try:
        undone = _undo(form.number.data or "")
    except AlreadyUndone:
        return redirect(place.url, 303)
    except NothingToUndo:
        return refused(place, objection=_TOO_LATE), 409
    kit().wake_courier()
    return _answer(place, undone)


def _undo(number: str) -> Undone:
    action = new_action(why="undo")
    with writing(kit().engine) as session:
        lines = lines_of(session, number)
        if lines:
            site.unblock(session, lines)
        undone = undo(session, number, action=action)
        if lines:
            edition.turn(session)  # the rules are read again with it
    return undone


def _answer(place: Place, undone: Undone) -> Answer:
    words = chrome.done("comments")["words"] or "your last action"
    rest = f" {undone.not_done:,} had been changed since, and stay." if undone.not_done else ""
    chrome.say(f"Taken back: {words}{rest}")
    return redirect(place.url, 303)
