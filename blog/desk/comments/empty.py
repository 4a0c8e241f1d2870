"""Emptying spam and trash: what was there when the editor looked, and nothing that came since."""

from datetime import datetime

from flask import redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from blog.comments.model import Status
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.desk.chrome import say, say_done
from blog.desk.comments.bulk import counted
from blog.desk.comments.decide import new_action, refused
from blog.desk.comments.forms import Emptying, just_before, moment_in
from blog.desk.comments.place import QUEUE, Place
from blog.desk.door import desk, me
from blog.moderation import empty
from blog.web.kit import kit

_WHERE = {Status.SPAM: "the spam", Status.TRASH: "the trash"}
_NO_MOMENT = "This page does not say when it was made. Open the list again."


@desk.get("/comments/empty")
def ask_to_empty() -> Answer | str:
    """How many would go, and the question whether they shall."""
    asked = request.args.get("status", "")
    if asked not in list(_WHERE):
        return redirect(QUEUE, 303)
    now = kit().now()
    seen_at = moment_in(request.args.get("seen_at", ""), now=now) or just_before(now)
    return _ask(Status(asked), seen_at)


@desk.post("/comments/empty")
def empty_list() -> Answer | tuple[str, int]:
    form = Emptying()
    if not form.validate():
        return refused(Place(), objection=form.objection), 422
    status = Status(form.status.data or "")
    seen_at = moment_in(form.seen_at.data or "", now=kit().now())
    if seen_at is None:
        return refused(Place(status=status), objection=_NO_MOMENT), 422
    action = new_action(why=f"{_WHERE[status]} was emptied")
    with writing(kit().engine) as session:
        gone = empty.empty(session, status, seen_at=seen_at, action=action)
        last = decisions.last_of(session, me().name)
    if gone:
        say_done(f"Emptied {_WHERE[status]} of {counted(gone)}.", number=action.number)
    elif last and (last.was, last.became) == (status, Status.GONE):  # they clicked twice
        say_done(f"Emptied {_WHERE[status]}.", number=last.action)
    else:
        say(f"Nothing of it is in {_WHERE[status]} any more.")
    return redirect(Place(status=status).url, 303)


def _ask(status: Status, seen_at: datetime) -> str:
    with reading(kit().engine) as look:
        number = empty.count(look, status, seen_at=seen_at)
    return render_template(
        "desk/comments/empty.html",
        status=status,
        place=Place(status=status),
        where=_WHERE[status],
        counted=counted(number),
        number=number,
        seen_at=seen_at,
    )
