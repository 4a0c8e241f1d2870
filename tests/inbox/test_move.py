"""Moving inquiries: what is recorded, what the filter learns, and how it is taken back."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.decisions.action import Action
from blog.decisions.store import AlreadyDecided
from blog.decisions.undo import AlreadyUndone, NothingToUndo, Undone
from blog.inbox import change
from blog.inbox import store as beside
from blog.inbox.change import Person
from blog.inbox.letters import owe_the_office
from blog.inbox.listed import store as listed
from blog.inbox.move import NoSuchInquiry, move, move_all, restored_state
from blog.inbox.teach import BOOK
from blog.inbox.undo import undo
from blog.inquiries.draft import LABELS
from blog.inquiries.model import Inquiry, State, Taught
from blog.learned import train
from blog.outbox import store as outbox
from tests import make
from tests.clock import NOON


def an_action(*, by: str = "Erin") -> Action:
    return Action(by=by, at=NOON)


def kept(engine: Engine, **values: object) -> int:
    with writing(engine) as session:
        return make.an_inquiry(session, **values).id


def as_it_is(engine: Engine, number: int) -> Inquiry:
    with reading(engine) as look:
        return look.get_one(Inquiry, number)


def moved(engine: Engine, number: int, *path: State) -> Action:
    """From state to state, each its own action; the last one."""
    for seen, to in pairwise(path):
        action = an_action()
        with writing(engine) as session:
            move(session, number, seen=seen, to=to, action=action)
    return action


def taken_back(engine: Engine, action: Action, people: dict[int, Person] | None = None) -> Undone:
    with writing(engine) as session:
        return undo(session, action.number, people=people or {}, action=an_action())


def taught(session: Session) -> tuple[int, int]:
    known = train.knowledge(session, BOOK)
    return known.good, known.spam


@pytest.mark.parametrize("to", [it for it in State if it is not State.NEW])
def test_a_move_is_recorded_and_counts_as_seen(engine: Engine, to: State):
    number = kept(engine)

    moved(engine, number, State.NEW, to)

    found = as_it_is(engine, number)
    assert (found.state, found.moved_at, found.seen_at) == (to, NOON, NOON)
    assert (found.answered_at is not None) == (to is State.ANSWERED)
    with reading(engine) as look:
        (decided,) = decisions.of(look, "inquiry", number)
    assert (decided.was, decided.became, decided.by) == ("new", to, "Erin")


def test_a_move_from_a_state_that_is_past_is_refused(engine: Engine):
    number = kept(engine, state=State.OPEN)

    with pytest.raises(AlreadyDecided), writing(engine) as session:
        move(session, number, seen=State.NEW, to=State.CLOSED, action=an_action())
    with pytest.raises(NoSuchInquiry), writing(engine) as session:
        move(session, 99, seen=State.NEW, to=State.CLOSED, action=an_action())


@pytest.mark.parametrize(
    ("path", "lesson"),
    [
        ([State.NEW, State.SPAM], Taught.SPAM),
        ([State.NEW, State.SPAM, State.TRASH], Taught.SPAM),
        ([State.SPAM, State.TRASH], Taught.NOTHING),
        ([State.SPAM, State.NEW], Taught.GOOD),
        ([State.NEW, State.ANSWERED], Taught.GOOD),
        ([State.NEW, State.OPEN, State.CLOSED], Taught.GOOD),
        ([State.NEW, State.CLOSED], Taught.NOTHING),
        ([State.NEW, State.OPEN], Taught.NOTHING),
        ([State.NEW, State.ANSWERED, State.SPAM], Taught.SPAM),
    ],
)
def test_the_filter_learns_from_what_becomes_of_it(
    engine: Engine, path: list[State], lesson: Taught
):
    number = kept(engine, state=path[0])

    last = moved(engine, number, *path)

    assert as_it_is(engine, number).taught is lesson
    with reading(engine) as look:
        assert taught(look) == (int(lesson is Taught.GOOD), int(lesson is Taught.SPAM))
    taken_back(engine, last)
    before = as_it_is(engine, number)
    assert before.state is path[-2]
    if len(path) == 2:
        assert before.taught is Taught.NOTHING
        with reading(engine) as look:
            assert taught(look) == (0, 0)


def test_taking_back_gives_the_lesson_before_back(engine: Engine):
    number = kept(engine)
    last = moved(engine, number, State.NEW, State.ANSWERED, State.SPAM)

    taken_back(engine, last)

    found = as_it_is(engine, number)
    assert (found.state, found.taught) == (State.ANSWERED, Taught.GOOD)


def test_a_rehearsal_teaches_nothing(engine: Engine):
    number = kept(engine, rehearsal=True)

    moved(engine, number, State.NEW, State.SPAM)

    with reading(engine) as look:
        assert taught(look) == (0, 0)


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ([State.OPEN, State.TRASH], State.OPEN),
        ([State.WAITING, State.SPAM], State.WAITING),
        ([State.SPAM, State.TRASH], State.SPAM),
        ([State.SPAM], State.NEW),
        ([State.TRASH, State.SPAM], State.NEW),
    ],
)
def test_what_is_restored_goes_back_to_where_it_came_from(
    engine: Engine, path: list[State], back: State
):
    number = kept(engine, state=path[0])
    if len(path) > 1:
        moved(engine, number, *path)

    with reading(engine) as look:
        assert restored_state(look, number) is back


def test_many_are_moved_and_taken_back_in_one_go(engine: Engine):
    first, second, third = (kept(engine, message=f"Message {n}") for n in range(3))
    moved(engine, third, State.NEW, State.CLOSED)
    seen, action = dict.fromkeys((first, second, third, 99), State.NEW), an_action()

    with writing(engine) as session:
        found = move_all(session, seen, to=State.TRASH, action=action)

    assert (found.done, found.not_done) == ((first, second), (third, 99))
    assert taken_back(engine, action) == Undone(done=2, not_done=0)
    assert as_it_is(engine, first).state is State.NEW
    assert as_it_is(engine, third).state is State.CLOSED


def test_only_the_last_action_is_taken_back_and_only_once(engine: Engine):
    number = kept(engine)
    first = moved(engine, number, State.NEW, State.OPEN)
    last = moved(engine, number, State.OPEN, State.CLOSED)

    with pytest.raises(NothingToUndo):
        taken_back(engine, first)
    taken_back(engine, last)
    with pytest.raises(AlreadyUndone):
        taken_back(engine, last)


def test_what_somebody_changed_meanwhile_stays(engine: Engine):
    number = kept(engine)
    mine = moved(engine, number, State.NEW, State.OPEN)
    with writing(engine) as session:
        theirs = an_action(by="Bob")
        move(session, number, seen=State.OPEN, to=State.CLOSED, action=theirs)

    assert taken_back(engine, mine) == Undone(done=0, not_done=1)
    assert as_it_is(engine, number).state is State.CLOSED


def test_all_that_is_put_beside_it_can_be_taken_back(engine: Engine):
    bob = make.an_editor(engine, name="Bob", email="bob@howard.example")
    person, number = Person(id=bob.id, name="Bob"), kept(engine)
    day = NOON.date()
    acts = {
        "star": lambda s, a: change.star(s, number, to=True, action=a),
        "assignee": lambda s, a: change.assign(s, number, seen=None, to=person, action=a),
        "due": lambda s, a: change.set_due(s, number, seen=None, to=day, action=a),
        "label": lambda s, a: change.label(s, number, "urgent", to=True, action=a),
        "note": lambda s, a: change.write_note(s, number, "Call on Monday.", action=a),
    }

    def state() -> tuple[object, ...]:
        it = as_it_is(engine, number)
        with reading(engine) as look:
            notes = [note.text for note in beside.notes_of(look, number)]
            return (it.starred, it.assignee_id, it.due_on, listed.labels_of(look, [number]), notes)

    before = state()
    for thing, act in acts.items():
        action = an_action()
        with writing(engine) as session:
            act(session, action)
        assert state() != before, thing
        with pytest.raises(AlreadyDecided), writing(engine) as session:
            act(session, an_action())
        taken_back(engine, action, {bob.id: person})
        assert state() == before, thing


def test_whoever_is_first_gives_it_away(engine: Engine):
    bob = make.an_editor(engine, name="Bob", email="bob@howard.example")
    number = kept(engine, assignee_id=bob.id)

    with pytest.raises(AlreadyDecided), writing(engine) as session:
        change.assign(session, number, seen=None, to=None, action=an_action())
    with pytest.raises(AlreadyDecided), writing(engine) as session:
        day = NOON.date()
        change.set_due(session, number, seen=day, to=day + timedelta(days=1), action=an_action())


def test_a_false_catch_is_mailed_once(engine: Engine):
    number = kept(engine, state=State.SPAM)
    moved(engine, number, State.SPAM, State.NEW)

    for _ in range(2):
        owed(engine, number)

    with reading(engine) as look:
        (letter,) = outbox.about(look, "inquiry", number)
    assert (letter.recipient, letter.reply_to) == ("office@howard.example", "sam@prospect.example")


@pytest.mark.parametrize("state", [State.SPAM, State.TRASH])
def test_what_stays_put_away_is_mailed_to_nobody(engine: Engine, state: State):
    number = kept(engine, state=state)

    assert owed(engine, number) == 0


def test_a_false_catch_reaches_whom_its_topic_concerns_with_all_that_was_sent(engine: Engine):
    given = {"organisation": "Prospect Ltd", "best_time": "mornings", "consent": "You may keep it."}
    number = kept(engine, state=State.SPAM, reasons=["2 links"], topic="Coaching", **given)
    moved(engine, number, State.SPAM, State.NEW)

    owed(engine, number, to="coach@howard.example")

    with reading(engine) as look:
        (letter,) = outbox.about(look, "inquiry", number)
    assert letter.recipient == "coach@howard.example"
    for part in ("Coaching", "Prospect Ltd", "mornings", "You may keep it.", "2 links"):
        assert part in letter.body


def owed(engine: Engine, number: int, *, to: str = "office@howard.example") -> int:
    office = replace(make.an_action().office, letters_to=(to,))
    with writing(engine) as session:
        return owe_the_office(
            session, [number], office_for=lambda _: office, labels=LABELS, action=an_action()
        )


def test_an_answer_that_was_taken_back_was_none(engine: Engine):
    number = kept(engine)
    action = moved(engine, number, State.NEW, State.ANSWERED)

    taken_back(engine, action)

    assert as_it_is(engine, number).answered_at is None


def test_an_earlier_answer_stays_one(engine: Engine):
    before = NOON - timedelta(days=1)
    number = kept(engine, state=State.OPEN, answered_at=before)
    action = moved(engine, number, State.OPEN, State.ANSWERED)

    taken_back(engine, action)

    assert as_it_is(engine, number).answered_at == before
