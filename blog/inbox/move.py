"""An editor's decision on inquiries, made only on the state the editor saw."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from blog.decisions import store as decisions
from blog.decisions.action import Action
from blog.decisions.store import AlreadyDecided
from blog.inbox.store import take_turns
from blog.inbox.teach import lesson_of, measure, take_turn, teach
from blog.inquiries import store
from blog.inquiries.model import State, Taught

INQUIRY = "inquiry"
_PUT_AWAY = frozenset((State.SPAM, State.TRASH))


class NoSuchInquiry(Exception):
    """It was never there, or is no longer."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What became of many at once: the numbers that moved, and those someone else had moved."""

    done: tuple[int, ...] = ()
    not_done: tuple[int, ...] = ()


def move(session: Session, inquiry_id: int, *, seen: State, to: State, action: Action) -> None:
    """Move it, record who did, and teach the filter what that says; the office has seen it now,
    and has answered it if it says so.

    Raises AlreadyDecided if someone moved it since it was seen, and NoSuchInquiry."""
    move_one(session, inquiry_id, seen=seen, to=to, action=action)
    measure(session)


def move_one(
    session: Session,
    inquiry_id: int,
    *,
    seen: State,
    to: State,
    action: Action,
    lesson: Taught | None = None,
) -> None:
    """`move` for one of many, after which `teach.measure` is to be called; `lesson` is what the
    filter is to be taught instead of what the move says."""
    if seen is to or not store.move(session, inquiry_id, seen=seen, to=to, now=action.at):
        raise first_was(session, INQUIRY, inquiry_id)
    store.see(session, inquiry_id, now=action.at)
    if to is State.ANSWERED:
        store.answered(session, inquiry_id, now=action.at)
    note(session, INQUIRY, inquiry_id, was=seen, became=to, action=action)
    found = store.inquiry(session, inquiry_id)
    assert found is not None
    session.refresh(found)  # whoever was first may have taught something
    if lesson is None:
        lesson = lesson_of(found.taught, was=seen, to=to)
    teach(session, found, lesson)


def move_all(
    session: Session, seen: Mapping[int, State], *, to: State | None, action: Action
) -> Moved:
    """Each of them from the state it was seen in; `to` None puts each back where it came from.

    Those that have moved meanwhile, or are there already, stay as they are."""
    done, not_done = [], []
    take_turns(session, seen)
    take_turn(session)
    for inquiry_id, was in seen.items():
        goal = to or restored_state(session, inquiry_id)
        try:
            move_one(session, inquiry_id, seen=was, to=goal, action=action)
        except (AlreadyDecided, NoSuchInquiry):
            not_done.append(inquiry_id)
        else:
            done.append(inquiry_id)
    measure(session)
    return Moved(done=tuple(done), not_done=tuple(not_done))


def restored_state(session: Session, inquiry_id: int) -> State:
    """Where an inquiry in spam or trash came from; what was caught at the door is new. What is in
    the trash may have come from spam, and is spam again."""
    found, last = store.inquiry(session, inquiry_id), decisions.latest(session, INQUIRY, inquiry_id)
    before = State(last.was) if last and last.was in list(State) else State.NEW
    is_trash = found is not None and found.state is State.TRASH
    if is_trash and before is State.SPAM:
        return before
    return State.NEW if before in _PUT_AWAY else before


def note(
    session: Session,
    thing: str,
    inquiry_id: int,
    *,
    was: str,
    became: str,
    action: Action,
    why: str | None = None,
) -> None:
    """The record of one decision in the action, with the action's reason unless it has its own."""
    decisions.note(
        session,
        thing=thing,
        thing_id=inquiry_id,
        was=was,
        became=became,
        by=action.by,
        why=action.why if why is None else why,
        action=action.number,
        now=action.at,
    )


def first_was(session: Session, thing: str, inquiry_id: int) -> Exception:
    if store.inquiry(session, inquiry_id) is None:
        return NoSuchInquiry(inquiry_id)
    return AlreadyDecided(decisions.latest(session, thing, inquiry_id))
