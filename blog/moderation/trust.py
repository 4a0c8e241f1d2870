"""An editor's word that an author may always be published."""

from sqlalchemy.orm import Session

from blog.comments.model import Status
from blog.moderation import store
from blog.moderation.action import Action
from blog.moderation.moderate import as_seen, move, note

AUTHOR = "author"
TRUSTED = "trusted"
NOT_TRUSTED = "not trusted"


def trust(session: Session, comment_id: int, *, seen: Status, action: Action) -> None:
    """Trust its author, name and address both, and approve what waits here.

    Raises AlreadyDecided and NoSuchComment. Nothing is recorded where somebody's word stands."""
    comment = as_seen(session, comment_id, seen=seen)
    if store.trust(
        session, email_key=comment.email_key, name=comment.name, by=action.by, now=action.at
    ):
        note(session, comment_id, was="", became=TRUSTED, action=action, thing=AUTHOR)
    if seen is not Status.APPROVED:
        move(session, comment_id, seen=seen, to=Status.APPROVED, action=action)


def distrust(session: Session, email_key: str, name: str) -> bool:
    """Take the word back; False if it was not given."""
    return store.distrust(session, email_key=email_key, name=name)
