"""An editor's word that an author may always be published."""

from sqlalchemy.orm import Session

from blog.comments.model import Status
from blog.moderation import store
from blog.moderation.action import Action
from blog.moderation.moderate import as_seen, move, note

AUTHOR = "author"
TRUSTED = "trusted"
NOT_TRUSTED = "not trusted"


def trust(
    session: Session, comment_id: int, *, seen: Status, action: Action, stamp: str | None = None
) -> None:
    """Trust its author, name and address both, and approve what waits here, unless it is approved.

    Raises AlreadyDecided, AlreadyChanged and NoSuchComment. Nothing is recorded where somebody's
    word stands."""
    comment = as_seen(session, comment_id, seen=seen, stamp=stamp, wanted=Status.APPROVED)
    was = comment.status
    if store.trust(
        session, email_key=comment.email_key, name=comment.name, by=action.by, now=action.at
    ):
        note(session, comment_id, was="", became=TRUSTED, action=action, thing=AUTHOR)
    if was is not Status.APPROVED:
        move(session, comment_id, seen=was, to=Status.APPROVED, action=action)


def distrust(session: Session, email_key: str, name: str) -> bool:
    """Take the word back; False if it was not given."""
    return store.distrust(session, email_key=email_key, name=name)
