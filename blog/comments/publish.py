"""What follows when readers get to see a comment, or see it changed or gone."""

from datetime import datetime

from sqlalchemy.orm import Session

from blog import edition
from blog.comments import store
from blog.comments.model import Comment
from blog.followers import follow
from blog.outbox.office import Office
from blog.posts import store as posts
from blog.posts.model import Standing


def published(session: Session, comment: Comment, *, office: Office, now: datetime) -> None:
    """Readers see it from this commit on, if they see its post: then its author is asked about
    letters if they wanted them, and whoever follows the comment it answers is owed one, unless
    that is not public any more."""
    edition.turn(session)
    post = posts.post(session, comment.post_id)
    if post is None or post.standing is not Standing.PUBLISHED:
        return
    answers = comment.parent_id and store.answerable(
        session, comment.parent_id, post_id=comment.post_id
    )
    if not (comment.asks or answers):
        return
    place = follow.Place(title=post.title, url=f"{office.public_url}/blog/{post.slug}/")
    if comment.asks:
        follow.ask(session, comment.id, comment.email, place=place, office=office, now=now)
    if answers:
        follow.tell(session, _answer(comment), place=place, office=office, now=now)


def _answer(comment: Comment) -> follow.Answer:
    return follow.Answer(
        comment_id=comment.id,
        answered_id=comment.parent_id or 0,
        name=comment.name,
        text=comment.text,
        email_key=comment.email_key,
    )
