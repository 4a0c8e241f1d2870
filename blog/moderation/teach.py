"""What the learned filter learns from an editor's decision, and unlearns when it is taken back."""

from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status, Taught
from blog.comments.submit import BOOK
from blog.learned import store as learned
from blog.learned import train
from blog.learned.opinion import Kind

_LESSONS = {Status.APPROVED: Taught.GOOD, Status.SPAM: Taught.SPAM}
_KEEP = frozenset((Status.TRASH, Status.GONE))  # say nothing of what it was


def take_turn(session: Session) -> None:
    """Before many are taught, and readers are shown the first of them: two who decide on many at
    once then wait for one another in the same order, and never for each other."""
    learned.hold(session, BOOK)


def teach(session: Session, comment: Comment, to: Status) -> None:
    """Approved is a good one, spam a bad one; held again, it is neither."""
    lesson = comment.taught if to in _KEEP else _LESSONS.get(to, Taught.NOTHING)
    if lesson is not comment.taught and not comment.by_office:
        _take_back(session, comment, comment.text)
        _give(session, comment, lesson, comment.text)
        comment.taught = lesson


def teach_anew(session: Session, comment: Comment, *, was: str) -> None:
    """It says something else than it did when the filter learned from it."""
    if comment.taught is not Taught.NOTHING:
        _take_back(session, comment, was)
        _give(session, comment, comment.taught, comment.text)


def _take_back(session: Session, comment: Comment, text: str) -> None:
    if comment.taught is not Taught.NOTHING:
        train.unlearn(session, BOOK, text, **_who(comment), kind=Kind(comment.taught))


def _give(session: Session, comment: Comment, lesson: Taught, text: str) -> None:
    if lesson is not Taught.NOTHING:
        train.learn(session, BOOK, text, **_who(comment), kind=Kind(lesson))


def _who(comment: Comment) -> dict[str, str]:
    return {"name": comment.name, "website": comment.website}
