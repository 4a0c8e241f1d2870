"""An editor's decision on comments, made only on the state the editor saw."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog import edition
from blog.comments import store as comments
from blog.comments.model import Comment, Status, Taught
from blog.comments.publish import published
from blog.decisions import store as decisions
from blog.decisions.store import AlreadyDecided
from blog.moderation import store
from blog.moderation.action import Action
from blog.moderation.teach import lesson_of, measure, take_turn, teach

COMMENT = "comment"


class NoSuchComment(Exception):
    """It was never there, or is no longer."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What became of many at once: the numbers that moved, and those someone else had moved."""

    done: tuple[int, ...] = ()
    not_done: tuple[int, ...] = ()


def move(
    session: Session,
    comment_id: int,
    *,
    seen: Status,
    to: Status,
    action: Action,
) -> None:
    """Move it, record who did, and teach the filter what was decided.

    Raises AlreadyDecided if someone moved it since it was seen, and NoSuchComment."""
    move_one(session, comment_id, seen=seen, to=to, action=action)
    measure(session)


def move_one(
    session: Session,
    comment_id: int,
    *,
    seen: Status,
    to: Status,
    action: Action,
    lesson: Taught | None = None,
) -> None:
    """`move` for one of many, after which `teach.measure` is to be called; `lesson` is what the
    filter is to be taught instead of what the state says."""
    if seen is to or not store.move(session, comment_id, seen=seen, to=to, now=action.at):
        raise _first_was(session, comment_id)
    note(session, comment_id, was=seen, became=to, action=action)
    comment = comments.comment(session, comment_id)
    assert comment is not None
    teach(session, comment, lesson_of(comment.taught, to) if lesson is None else lesson)
    if to is Status.APPROVED:
        published(session, comment, office=action.office, now=action.at)
    elif seen is Status.APPROVED:
        edition.turn(session)


def move_all(
    session: Session, seen: Mapping[int, Status], *, to: Status | None, action: Action
) -> Moved:
    """Each of them from the state it was seen in; `to` None puts each back where it came from.

    Those that have moved meanwhile, or are there already, stay as they are."""
    done, not_done = [], []
    store.take_turns(session, seen)
    take_turn(session)
    for comment_id, was in seen.items():
        goal = to or restored_status(session, comment_id)
        try:
            move_one(session, comment_id, seen=was, to=goal, action=action)
        except (AlreadyDecided, NoSuchComment):
            not_done.append(comment_id)
        else:
            done.append(comment_id)
    measure(session)
    return Moved(done=tuple(done), not_done=tuple(not_done))


def as_seen(session: Session, comment_id: int, *, seen: Status) -> Comment:
    """The comment, and nobody moves it until this transaction ends.

    Raises AlreadyDecided unless it is in the state that was seen, and NoSuchComment."""
    store.take_turns(session, [comment_id])
    comment = comments.comment(session, comment_id)
    if comment is None or comment.status is not seen:
        raise _first_was(session, comment_id)
    return comment


def restored_status(session: Session, comment_id: int) -> Status:
    """Where a comment in spam or trash came from; what was caught at the door is held."""
    last = decisions.latest(session, COMMENT, comment_id)
    before = Status(last.was) if last and last.was in list(Status) else Status.HELD
    return before if before in (Status.HELD, Status.APPROVED) else Status.HELD


def note(
    session: Session,
    comment_id: int,
    *,
    was: str,
    became: str,
    action: Action,
    thing: str = COMMENT,
    why: str | None = None,
) -> None:
    """The record of one decision in the action, with the action's reason unless it has its own."""
    decisions.note(
        session,
        thing=thing,
        thing_id=comment_id,
        was=was,
        became=became,
        by=action.by,
        why=action.why if why is None else why,
        action=action.number,
        now=action.at,
    )


def _first_was(session: Session, comment_id: int) -> Exception:
    if comments.comment(session, comment_id) is None:
        return NoSuchComment(comment_id)
    return AlreadyDecided(decisions.latest(session, COMMENT, comment_id))
