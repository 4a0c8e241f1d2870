"""Taking back what an editor did last to inquiries, all of it."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from blog.decisions import store as decisions
from blog.decisions.action import Action
from blog.decisions.model import Decision
from blog.decisions.store import AlreadyDecided
from blog.decisions.undo import TAKEN_BACK, Undone, to_take_back
from blog.inbox import change, store
from blog.inbox.change import ASSIGNEE, DUE, LABEL, NOTE, STAR, Person
from blog.inbox.move import INQUIRY, NoSuchInquiry, move_one, note
from blog.inbox.teach import lesson_before, measure, take_turn
from blog.inquiries import store as inquiries
from blog.inquiries.model import State, Taught

THINGS = frozenset((INQUIRY, ASSIGNEE, LABEL, STAR, DUE, NOTE))


def undo(session: Session, number: str, *, people: dict[int, Person], action: Action) -> Undone:
    """Take back the action of that number, the last thing decided in it first; `people` are those
    an inquiry may be given back to. Raises NothingToUndo, AlreadyUndone."""
    found = to_take_back(session, number, by=action.by, things=THINGS)
    action = replace(action, number=TAKEN_BACK + number)
    store.take_turns(session, {it.thing_id for it in found})
    take_turn(session)
    taken = [_take_back(session, decision, people, action) for decision in reversed(found)]
    measure(session)
    return Undone(done=sum(taken), not_done=len(taken) - sum(taken))


def _take_back(
    session: Session, decision: Decision, people: dict[int, Person], action: Action
) -> bool:
    ways = {INQUIRY: _move_back, STAR: _star_back, DUE: _due_back, LABEL: _label_back}
    try:
        if decision.thing == ASSIGNEE:
            _give_back(session, decision, people, action)
        elif decision.thing == NOTE:
            return _tear_up(session, decision, action)
        else:
            ways[decision.thing](session, decision, action)
    except (AlreadyDecided, NoSuchInquiry):
        return False
    return True


def _move_back(session: Session, decision: Decision, action: Action) -> None:
    move_one(
        session,
        decision.thing_id,
        seen=State(decision.became),
        to=State(decision.was),
        action=action,
        lesson=_taught_before(session, decision),
    )
    if decision.became == State.ANSWERED:
        inquiries.not_answered(session, decision.thing_id, at=decision.at)


def _taught_before(session: Session, decision: Decision) -> Taught:
    """One without an action taught nothing: those are from before the filter was there."""
    moves = decisions.of(session, INQUIRY, decision.thing_id)
    return lesson_before(
        [
            (it.action, State(it.was), State(it.became))
            for it in moves
            if it.id < decision.id and it.action
        ]
    )


def _star_back(session: Session, decision: Decision, action: Action) -> None:
    was_starred = decision.was == change.STARRED
    change.star(session, decision.thing_id, to=was_starred, action=action)


def _due_back(session: Session, decision: Decision, action: Action) -> None:
    seen, to = (_day(it) for it in (decision.became, decision.was))
    change.set_due(session, decision.thing_id, seen=seen, to=to, action=action)


def _day(word: str) -> date | None:
    return None if word == change.NO_DAY else date.fromisoformat(word)


def _label_back(session: Session, decision: Decision, action: Action) -> None:
    was_on = decision.was == change.PUT_ON
    change.label(session, decision.thing_id, decision.why, to=was_on, action=action)


def _give_back(
    session: Session, decision: Decision, people: dict[int, Person], action: Action
) -> None:
    """To nobody where the editor who had it is gone."""
    seen = None if decision.became == change.NOBODY else int(decision.became)
    to = None if decision.was == change.NOBODY else people.get(int(decision.was))
    change.assign(session, decision.thing_id, seen=seen, to=to, action=action)


def _tear_up(session: Session, decision: Decision, action: Action) -> bool:
    if not store.drop_note(session, decision.thing_id, by=decision.by, at=decision.at):
        return False
    words = {"was": decision.became, "became": change.TORN_UP, "why": ""}
    note(session, NOTE, decision.thing_id, **words, action=action)
    return True
