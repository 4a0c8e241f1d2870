"""The figures, counted by the database: no row is loaded, however many there are."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Float, cast, false, func, literal, select, union_all
from sqlalchemy.orm import Session

from blog.authors.model import Author
from blog.comments.model import Comment, Status
from blog.inquiries.model import Inquiry, State
from blog.outbox import store as outbox
from blog.outbox.model import Attempt, Letter, Stage
from blog.posts.model import Kind, Post, Standing
from blog.today.figures import (
    AT_WORK,
    Answering,
    CameIn,
    Figures,
    Letters,
    Part,
    Unread,
    Waiting,
    Work,
)
from blog.today.weeks import Week, median, middle

_CAME = (Status.HELD, Status.APPROVED, Status.TRASH)
_ASKED = (*AT_WORK, State.ANSWERED, State.CLOSED, State.TRASH)
_UNREAD = (Standing.DRAFT, Standing.SCHEDULED, Standing.WITHDRAWN)
_SENT = "sent"  # an attempt's outcome


def figures(
    session: Session, weeks: Sequence[Week], *, of: Collection[Part] = tuple(Part), today: date
) -> Figures:
    """Of these parts alone. `today` is the day of the site's zone, the last of the weeks is the
    one it is in."""
    asked = Part.INQUIRIES in of
    return Figures(
        held=_held(session) if Part.COMMENTS in of else Waiting(),
        work=_work(session, today) if asked else (),
        weeks=_came_in(session, weeks, of),
        answering=_answering(session, since=weeks[0].begins) if asked else Answering(),
        letters=_letters(session) if Part.LETTERS in of else Letters(),
    )


def unread_of(session: Session, editor_id: int, *, most: int) -> tuple[Unread, ...]:
    """What this editor wrote and readers do not see, what was changed last first."""
    columns = (Post.id, Post.title, Post.kind, Post.standing, Post.publish_at, Post.updated_at)
    mine = select(*columns).join(Author, Author.id == Post.author_id)
    found = mine.where(Author.editor_id == editor_id, Post.standing.in_(_UNREAD))
    rows = session.execute(found.order_by(Post.updated_at.desc(), Post.id.desc()).limit(most))
    return tuple(
        Unread(
            post_id=number,
            title=title,
            is_page=kind is Kind.PAGE,
            standing=standing,
            at=publish_at if publish_at and standing is Standing.SCHEDULED else updated_at,
        )
        for number, title, kind, standing, publish_at, updated_at in rows
    )


def _held(session: Session) -> Waiting:
    held = select(func.count(), func.min(Comment.created_at)).where(Comment.status == Status.HELD)
    number, since = session.execute(held).one()
    return Waiting(number=number, since=since)


def _work(session: Session, today: date) -> tuple[Work, ...]:
    whose = (Inquiry.assignee_id, Inquiry.state)
    found = (
        select(
            *whose,
            func.count(),
            func.count().filter(Inquiry.due_on < today),
            func.min(Inquiry.created_at),
        )
        .where(Inquiry.rehearsal == false(), Inquiry.state.in_(AT_WORK))
        .group_by(*whose)
    )
    return tuple(
        Work(assignee_id=who, state=State(state), number=number, overdue=overdue, since=since)
        for who, state, number, overdue, since in session.execute(found)
    )


# -- weeks -------------------------------------------------------------------------------------


def _came_in(session: Session, weeks: Sequence[Week], of: Collection[Part]) -> tuple[CameIn, ...]:
    counted = {}
    if Part.COMMENTS in of:
        counted["comments"] = _comments(session, weeks, *_CAME)
        counted["comment_spam"] = _comments(session, weeks, Status.SPAM)
    if Part.INQUIRIES in of:
        counted["inquiries"] = _inquiries(session, weeks, *_ASKED)
        counted["inquiry_spam"] = _inquiries(session, weeks, State.SPAM)
    return tuple(
        CameIn(week=week, **{name: numbers[at] for name, numbers in counted.items()})
        for at, week in enumerate(weeks)
    )


def _comments(session: Session, weeks: Sequence[Week], *of: Status) -> list[int]:
    """Without those of the office: these went out. They are few, and counted by themselves."""
    every = _by_week(session, weeks, Comment.created_at, Comment.status.in_(of))
    ours = _by_week(session, weeks, Comment.created_at, Comment.by_office, Comment.status.in_(of))
    return [number - own for number, own in zip(every, ours, strict=True)]


def _inquiries(session: Session, weeks: Sequence[Week], *of: State) -> list[int]:
    real = (Inquiry.rehearsal == false(), Inquiry.state.in_(of))
    return _by_week(session, weeks, Inquiry.created_at, *real)


def _by_week(session: Session, weeks: Sequence[Week], at: Any, *wanted: Any) -> list[int]:
    """A range of an index for each week: the database groups nothing, and sorts nothing."""
    counts = [
        select(literal(number).label("week"), func.count().label("number")).where(
            *wanted, at >= week.begins, at < week.ends
        )
        for number, week in enumerate(weeks)
    ]
    rows = session.execute(union_all(*counts)).all()
    return [number for _, number in sorted((week, number) for week, number in rows)]


# -- answers -----------------------------------------------------------------------------------


def _answering(session: Session, *, since: datetime) -> Answering:
    """The ones in the middle are found by the database, in the order of how long they took."""
    lately = (Inquiry.answered_at >= since, Inquiry.rehearsal == false())
    number = session.scalar(select(func.count()).where(*lately)) or 0
    skip, take = middle(number)
    if not take:
        return Answering()
    took = _took(session.get_bind().dialect.name)
    found = session.scalars(select(took).where(*lately).order_by(took).offset(skip).limit(take))
    return Answering(number=number, median=median([timedelta(seconds=it) for it in found]))


def _took(dialect: str) -> Any:
    """In seconds."""
    asked, answered = Inquiry.created_at, Inquiry.answered_at
    if dialect == "sqlite":
        return (func.julianday(answered) - func.julianday(asked)) * 86_400.0
    return cast(func.extract("epoch", answered - asked), Float)


# -- letters -----------------------------------------------------------------------------------


def _letters(session: Session) -> Letters:
    staged = select(Letter.stage, func.count()).where(
        Letter.stage.in_((Stage.DUE, Stage.SENDING, Stage.DEAD))
    )
    counts = {Stage(it): number for it, number in session.execute(staged.group_by(Letter.stage))}
    # numbers of attempts rise with the time
    last = select(Attempt.at, Attempt.answer).where(Attempt.outcome == _SENT)
    found = session.execute(last.order_by(Attempt.id.desc()).limit(1)).one_or_none()
    return Letters(
        last_at=found.at if found else None,
        last_answer=found.answer if found else "",
        waiting=counts.get(Stage.DUE, 0) + counts.get(Stage.SENDING, 0),
        dead=counts.get(Stage.DEAD, 0),
        rounds=outbox.rounds(session),
    )
