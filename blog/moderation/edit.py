"""An editor changes what a comment says; what it said before is kept."""

from sqlalchemy.orm import Session

from blog import edition
from blog.comments import store as comments
from blog.comments.model import Status
from blog.moderation.action import Action
from blog.moderation.moderate import AlreadyChanged, NoSuchComment, note
from blog.moderation.teach import teach_anew

TEXT = "text"
EDITED = "edited"


def edit(
    session: Session, comment_id: int, *, seen: str, text: str, html: str, action: Action
) -> None:
    """It says `text` from now on. Raises AlreadyChanged unless it says what was `seen`, and
    NoSuchComment."""
    comment = comments.comment(session, comment_id)
    if comment is None or comment.status is Status.GONE:
        raise NoSuchComment(comment_id)
    if text == comment.text:
        return
    if not comments.rewrite(
        session, comment_id, seen=seen, text=text, html=html, by=action.by, now=action.at
    ):
        session.refresh(comment)  # who was first may have been so since we looked
        raise AlreadyChanged(comment.text)
    session.refresh(comment)
    teach_anew(session, comment, was=seen)
    note(session, comment_id, was="", became=EDITED, action=action, thing=TEXT)
    if comment.status is Status.APPROVED:
        edition.turn(session)
