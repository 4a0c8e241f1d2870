"""One decision on many comments: selected, counted, and only then done."""

from collections.abc import Collection

from flask import redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from blog.comments.model import Status
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.model import Decision
from blog.desk.chrome import say_done
from blog.desk.comments.decide import goals_of, new_action, refused
from blog.desk.comments.forms import MOST_AT_ONCE, RESTORE, Bulk
from blog.desk.comments.place import Place, place_asked
from blog.desk.door import desk, me
from blog.moderation.moderate import COMMENT, Moved, move_all
from blog.queue import store
from blog.web.kit import kit

VERBS = {
    Status.APPROVED: ("Approve", "Approved {}."),
    Status.HELD: ("Hold", "Put {} back on hold."),
    Status.SPAM: ("Spam", "Marked {} as spam."),
    Status.TRASH: ("Trash", "Moved {} to the trash."),
    RESTORE: ("Restore", "Restored {}."),
}
_NONE = "Select at least one comment first: each has a box at its beginning."
_TOO_MANY = f"Nothing was done: select at most {MOST_AT_ONCE} comments at once."


@desk.get("/comments/bulk")
def where_many_are_decided() -> Answer:
    """Where a selection was drawn; reloading that address leads back to the queue."""
    return redirect(place_asked().url, 303)


@desk.post("/comments/bulk")
def decide_many() -> Answer | str | tuple[str, int]:
    """The first time it shows what was selected and how many; the second time it is done."""
    place, form = place_asked(), Bulk()
    if not form.validate():
        return refused(place, objection=form.objection), 422
    if form.is_too_many:
        return refused(place, objection=_TOO_MANY), 422
    picked, to = form.picked, form.to.data or ""
    if not picked:
        return refused(place, objection=_NONE), 422
    if not form.is_sure:
        return _ask(place, form)
    left = _decide(form, to)
    if sum(left) < len(picked):
        return redirect(place.url, 303)
    return refused(place, objection=f"Nothing was changed: {_why_left(*left)}"), 409


def _ask(place: Place, form: Bulk) -> str:
    to = form.to.data or ""
    with reading(kit().engine) as look:
        selected = store.queued(look, form.picked)
    return render_template(
        "desk/comments/sure.html",
        place=place,
        query=place.query,
        picked=form.picked,
        stamps=form.stamps,
        selected=selected,
        to=to,
        verb=VERBS[to][0],
    )


def _decide(form: Bulk, to: str) -> tuple[int, int]:
    """How many of them somebody else had decided on, and how many say something else by now."""
    action = new_action()
    with writing(kit().engine) as session:
        goal = None if to == RESTORE else Status(to)
        moved = move_all(session, form.picked, to=goal, action=action, stamps=form.stamps)
        twice = _decided_twice(session, moved, goals_of(to))
    done, others = len(moved.done) + len(twice), len(moved.not_done) - len(twice)
    changed = len(moved.changed)
    if done:
        words = VERBS[to][1].format(counted(done))
        number = action.number if moved.done else twice[0].action
        say_done(f"{words} {_why_left(others, changed)}".rstrip(), number=number)
        kit().wake_courier()
    return others, changed


def _decided_twice(session: Session, moved: Moved, goals: Collection[str]) -> list[Decision]:
    """What the one who asks had decided just so already: they clicked twice."""
    last = decisions.latest_of_many(session, COMMENT, moved.not_done).values()
    return [it for it in last if it.by == me().name and it.became in goals]


def counted(number: int) -> str:
    return f"{number:,} comment" if number == 1 else f"{number:,} comments"


def _why_left(others: int, changed: int) -> str:
    by_others = f"{others} had been decided by someone else." if others else ""
    to_read = f"{changed} had been changed while you looked: read again." if changed else ""
    return f"{by_others} {to_read}".strip()
