"""What the learned filter learns from an editor's decision, and unlearns when it is taken back."""

from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status, Taught

_LESSONS = {Status.APPROVED: Taught.GOOD, Status.SPAM: Taught.SPAM}
_KEEP = frozenset((Status.TRASH, Status.GONE))  # say nothing of what it was


def teach(session: Session, comment: Comment, to: Status) -> None:
    """Approved is a good one, spam a bad one; held again, it is neither."""
    lesson = comment.taught if to in _KEEP else _LESSONS.get(to, Taught.NOTHING)
    comment.taught = lesson
