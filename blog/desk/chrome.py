"""What stands around each page of the desk: the ways, their counts, the red line, what was said."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import g, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session

from blog import owner
from blog.comments.model import Status
from blog.db import reading
from blog.decisions.undo import may_undo
from blog.editors.roles import RIGHTS, Right
from blog.editors.store import Present
from blog.inbox.listed import store as inbox
from blog.notices import store as notices
from blog.outbox import store as outbox
from blog.queue import store as queue
from blog.watch import store as watch
from blog.watch.trouble import failed_in_words
from blog.web.kit import kit

_SAID = "said"
_DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Aside:
    """A sentence more: `name` stands in it, and leads to `url` if there is one."""

    before: str
    name: str = ""
    url: str = ""
    after: str = ""


def say(words: str, **undo: str) -> None:
    """One line on the next page. `undo` holds the fields, and the `action`, that take it back."""
    session[_SAID] = {"words": words, "undo": undo}


def say_beside(words: str, aside: Aside | None) -> None:
    """The same with a sentence more, if there is one to say."""
    session[_SAID] = {"words": words, "undo": {}, "aside": asdict(aside) if aside else None}


def say_done(words: str, *, number: str, of: str = "comments") -> None:
    """One line on every page `of` these, until that action is no longer this editor's last."""
    session.pop(_SAID, None)
    session[_DONE] = {"words": words, "number": number, "of": of}


def done(of: str) -> dict[str, str]:
    """The words and the number of what was done last, if it was done to these; else empty ones."""
    found: dict[str, str] = session.get(_DONE) or {}
    return found if found.get("of", "comments") == of and found else {"words": "", "number": ""}


def line(look: Session, of: str, *, by: str) -> dict[str, str] | None:
    """What was said just now; else what was done last, for as long as it can be taken back."""
    if said := said_once():
        return {"words": str(said["words"]), "number": ""}
    last = done(of)
    return last if may_undo(look, last["number"], by=by) else None


def counts(look: Session) -> dict[Status, int]:
    """Of all comments, counted once for everything that a page says about them."""
    if "comment_counts" not in g:
        g.comment_counts = queue.counts(look)
    found: dict[Status, int] = g.comment_counts
    return found


def said_once() -> dict[str, Any] | None:
    said: dict[str, Any] | None = session.pop(_SAID, None)
    return said


def around(present: Present | None, *, now: datetime) -> dict[str, Any]:
    """For every template of the desk; a stranger's page has nothing around it."""
    if present is None:
        return {"me": None, "csrf_token": generate_csrf}
    mine = RIGHTS[present.role]
    with reading(kit().engine) as look:
        waiting = {
            "comments": _held_count(look) if Right.MODERATE in mine else 0,
            "inquiries": _new_count(look) if Right.ANSWER in mine else 0,
        }
        warnings = _warnings(look, now) if Right.ANSWER in mine else {}
    return {
        "me": present,
        "may": mine,
        "csrf_token": generate_csrf,
        "waiting": waiting,
        "said": said_once,
        **warnings,
    }


def _warnings(look: Session, now: datetime) -> dict[str, Any]:
    """What does not leave as it should: for those who look after letters, and nobody else."""
    pause = timedelta(minutes=owner.discussion().minutes_between_letters)
    since = notices.due_since(look, pause=pause)
    return {
        "alarm": outbox.alarm(look, now=now, unwritten_since=since),
        "rehearsal_failed": failed_in_words(watch.failed_rehearsal(look)),
        "letters_kept_in": kit().settings.mail.kept_in,
    }


def _held_count(look: Session) -> int:
    return counts(look)[Status.HELD] if "comment_counts" in g else queue.held_count(look)


def know_new_inquiries(number: int) -> None:
    """A page that has counted them says so, and they are counted once."""
    g.new_inquiries = number


def _new_count(look: Session) -> int:
    return int(g.new_inquiries) if "new_inquiries" in g else inbox.new_count(look)
