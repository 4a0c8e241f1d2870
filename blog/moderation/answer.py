"""The office answers a comment in place, which approves it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.comments import store as comments
from blog.comments.model import Status
from blog.comments.publish import published
from blog.moderation import store
from blog.moderation.action import Action
from blog.moderation.moderate import as_seen, move, note
from blog.text.digest import digest


@dataclass(frozen=True, kw_only=True)
class OfficeAnswer:
    """What an editor wrote, under the editor's own name; the address is never shown."""

    name: str
    email: str
    text: str
    html: str
    hue: int = 0


def answer(
    session: Session,
    comment_id: int,
    given: OfficeAnswer,
    *,
    seen: Status,
    action: Action,
    stamp: str | None = None,
) -> int:
    """The number of the answer, public at once; the same again is the one that stands there.

    Raises AlreadyDecided, AlreadyChanged and NoSuchComment."""
    store.take_turns(session, [comment_id])
    if same := store.same_answer(session, comment_id, name=given.name, text=given.text):
        return same
    answered = as_seen(session, comment_id, seen=seen, stamp=stamp)
    if seen is not Status.APPROVED:
        move(session, comment_id, seen=seen, to=Status.APPROVED, action=action)
    number = comments.add(session, _row(given, answered.post_id, comment_id, action))
    note(session, number, was="", became=Status.APPROVED, action=action)
    added = comments.comment(session, number)
    assert added is not None
    published(session, added, office=action.office, now=action.at)
    return number


def _row(given: OfficeAnswer, post_id: int, parent_id: int, action: Action) -> dict[str, object]:
    return {
        "post_id": post_id,
        "parent_id": parent_id,
        "name": given.name,
        "email": given.email,
        "email_key": comments.email_key(given.email),
        "website": "",
        "text": given.text,
        "html": given.html,
        "status": Status.APPROVED,
        "reasons": [],
        "network": "",
        "hue": given.hue,
        "digest": digest(given.text),
        "by_office": True,
        "created_at": action.at,
        "moved_at": action.at,
    }
