"""What the learned filter learns from an editor's decision, and unlearns when it is taken back."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from blog.comments.model import Comment, Status, Taught
from blog.comments.submit import BOOK
from blog.learned import store as learned
from blog.learned import train
from blog.learned.opinion import Kind
from blog.learned.train import Lesson

_LESSONS = {Status.APPROVED: Taught.GOOD, Status.SPAM: Taught.SPAM}
_KEEP = frozenset((Status.TRASH, Status.GONE))  # say nothing of what it was


def take_turn(session: Session) -> None:
    """Before many are taught, and readers are shown the first of them: two who decide on many at
    once then wait for one another in the same order, and never for each other."""
    learned.hold(session, BOOK)


def lesson_of(taught: Taught, to: Status) -> Taught:
    """What a decision says: approved is a good one, spam a bad one; held again, it is neither."""
    return taught if to in _KEEP else _LESSONS.get(to, Taught.NOTHING)


def teach(session: Session, comment: Comment, lesson: Taught) -> None:
    """`measure` is still to be called, once for all that were taught."""
    if lesson is not comment.taught and not comment.by_office:
        _take_back(session, comment, comment.text)
        _give(session, comment, lesson, comment.text)
        comment.taught = lesson


def measure(session: Session) -> None:
    """The filter's line follows what was taught."""
    train.measure(session, BOOK)


def forget(session: Session, deleted: Iterable[Comment]) -> None:
    """Their words go with them; that they were seen still counts."""
    train.forget(session, BOOK, [_lesson(it) for it in deleted])


def teach_anew(session: Session, comment: Comment, *, was: str) -> None:
    """It says something else than it did when the filter learned from it."""
    if comment.taught is not Taught.NOTHING:
        _take_back(session, comment, was)
        _give(session, comment, comment.taught, comment.text)
        measure(session)


def _take_back(session: Session, comment: Comment, text: str) -> None:
    if comment.taught is not Taught.NOTHING:
        kind = Kind(comment.taught)
        train.unlearn(session, BOOK, text, **_who(comment), kind=kind, measures=False)


def _give(session: Session, comment: Comment, lesson: Taught, text: str) -> None:
    if lesson is not Taught.NOTHING:
        train.learn(session, BOOK, text, **_who(comment), kind=Kind(lesson), measures=False)


def _lesson(comment: Comment) -> Lesson:
    return Lesson(kind=Kind(comment.taught), text=comment.text, **_who(comment))


def _who(comment: Comment) -> dict[str, str]:
    return {"name": comment.name, "website": comment.website}
