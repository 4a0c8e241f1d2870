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


class AlreadyChanged(Exception):
    """It says something else than what the editor saw: `text`. An empty `by` is its author."""

    def __init__(self, text: str, *, by: str = "") -> None:
        super().__init__("Someone changed the comment meanwhile.")
        self.text, self.by = text, by


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What became of many at once: the numbers that moved, those someone else had moved, and
    those that say something else than what the editor saw."""

    done: tuple[int, ...] = ()
    not_done: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


def move(
    session: Session,
    comment_id: int,
    *,
    seen: Status,
    to: Status,
    action: Action,
    stamp: str | None = None,
) -> None:
    """Move it, record who did, and teach the filter what was decided.

    Raises AlreadyDecided if someone moved it since it was seen, and NoSuchComment; and
    AlreadyChanged, lest readers get a text that no editor saw, where it is to be approved and is
    not what it was at the `stamp`."""
    move_one(session, comment_id, seen=seen, to=to, action=action, stamp=stamp)
    measure(session)


def move_one(
    session: Session,
    comment_id: int,
    *,
    seen: Status,
    to: Status,
    action: Action,
    stamp: str | None = None,
    lesson: Taught | None = None,
) -> None:
    """`move` for one of many, after which `teach.measure` is to be called; `lesson` is what the
    filter is to be taught instead of what the state says."""
    if to is Status.APPROVED and stamp is not None:
        as_seen(session, comment_id, seen=seen, stamp=stamp)
    if seen is to or not store.move(session, comment_id, seen=seen, to=to, now=action.at):
        raise _first_was(session, comment_id)
    note(session, comment_id, was=seen, became=to, action=action)
    comment = comments.comment_to_change(session, comment_id)  # its author may have been first
    assert comment is not None
    teach(session, comment, lesson_of(comment.taught, to) if lesson is None else lesson)
    if to is Status.APPROVED:
        published(session, comment, office=action.office, now=action.at)
    elif seen is Status.APPROVED:
        edition.turn(session)


def move_all(
    session: Session,
    seen: Mapping[int, Status],
    *,
    to: Status | None,
    action: Action,
    stamps: Mapping[int, str] | None = None,
) -> Moved:
    """Each of them from the state it was seen in, and with the stamp; `to` None puts each back
    where it came from.

    Those that have moved or changed meanwhile, or are there already, stay as they are."""
    done, not_done, changed = [], [], []
    stamps = stamps or {}
    store.take_turns(session, seen)
    take_turn(session)
    for comment_id, was in seen.items():
        goal = to or restored_status(session, comment_id)
        try:
            stamp = stamps.get(comment_id)
            move_one(session, comment_id, seen=was, to=goal, action=action, stamp=stamp)
        except AlreadyChanged:
            changed.append(comment_id)
        except (AlreadyDecided, NoSuchComment):
            not_done.append(comment_id)
        else:
            done.append(comment_id)
    measure(session)
    return Moved(done=tuple(done), not_done=tuple(not_done), changed=tuple(changed))


def as_seen(
    session: Session,
    comment_id: int,
    *,
    seen: Status,
    stamp: str | None = None,
    wanted: Status | None = None,
) -> Comment:
    """The comment, and nobody moves or changes it until this transaction ends.

    Raises AlreadyDecided unless it is in the state that was seen, or in the `wanted` one already;
    AlreadyChanged unless it says what it said at the `stamp`; and NoSuchComment."""
    comment = comments.comment_to_change(session, comment_id)
    if comment is None or comment.status not in (seen, wanted):
        raise _first_was(session, comment_id)
    if stamp is not None and comment.stamp != stamp:
        before = comments.versions(session, comment_id)
        raise AlreadyChanged(comment.text, by=before[-1].by if before else "")
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
