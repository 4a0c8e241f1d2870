"""What the pages say that decide on a comment."""

from datetime import datetime

from blog import owner
from blog.comments.model import Status
from blog.decisions.model import Decision
from blog.public.letters.said import Said
from blog.web import times
from blog.web.kit import kit

EXPIRED = Said(
    410,
    "This link has run out",
    "Links in letters work for seven days. If the comment still waits, it is at the desk.",
)
FORGED = Said(
    404,
    "This link opens nothing",
    "Perhaps a part of it was lost on the way: open it from the letter itself, or go to the desk.",
)
FOREIGN = Said(
    403,
    "Nothing was done",
    "This came from another website. Open the link from the letter itself, or go to the desk.",
)
GONE = Said(
    404,
    "This is not here any more",
    "The comment was deleted, or the letter went to somebody who is no longer an editor here.",
)

CONSEQUENCES = {
    Status.APPROVED: "It will be on the page at once, for everybody to read.",
    Status.SPAM: "Nobody will see it but editors, who can take it out of the spam at the desk.",
    Status.TRASH: "Nobody will see it but editors, who can take it out of the trash at the desk.",
}
BUTTONS = {
    Status.APPROVED: "Approve it",
    Status.SPAM: "Mark it as spam",
    Status.TRASH: "Move it to the trash",
}
_QUESTIONS = {
    Status.APPROVED: "Approve this comment?",
    Status.SPAM: "Is this comment spam?",
    Status.TRASH: "Move this comment to the trash?",
}
_STATES = {
    Status.HELD: "held",
    Status.APPROVED: "approved",
    Status.SPAM: "marked as spam",
    Status.TRASH: "moved to the trash",
    Status.GONE: "deleted",
}


def title(goal: Status, status: Status, last: Decision | None, *, done: bool) -> str:
    """The question; or, where it is answered, who answered it when."""
    state = _STATES[status]
    if done:
        return f"Done: it is {state}"
    if status is not goal and (status is Status.HELD or last is None):
        return _QUESTIONS[goal]
    who = f" by {last.by}{_when(last.at)}" if last else ""
    return f"Already {state}{who}"


def _when(at: datetime) -> str:
    zone = owner.wishes().zone
    local, today = times.in_zone(at, zone), times.in_zone(kit().now(), zone)
    if local.date() == today.date():
        return f" at {local:%H:%M}"
    return f" on {times.day(at, zone)} at {local:%H:%M}"
