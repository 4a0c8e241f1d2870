"""Two editors at the same moment: each inquiry is decided on once, and neither waits for ever."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from blog.db import writing
from blog.decisions.action import Action
from blog.decisions.model import Decision
from blog.decisions.store import AlreadyDecided
from blog.inbox import change
from blog.inbox.model import Note
from blog.inbox.move import Moved, move_all
from blog.inquiries.model import State
from tests import make
from tests.clock import NOON
from tests.rows import rows

Act = Callable[[Session, Action], object]


def at_once(engine: Engine, *acts: Act) -> list[object]:
    """What each of them comes to; all begin together, by editors of their own."""
    ready = Barrier(len(acts))

    def do(number: int, act: Act) -> object:
        ready.wait()
        try:
            with writing(engine) as session:
                return act(session, Action(by=f"Editor {number}", at=NOON))
        except AlreadyDecided:
            return "too late"

    with ThreadPoolExecutor(len(acts)) as pool:
        return [it.result(timeout=60) for it in [pool.submit(do, *one) for one in enumerate(acts)]]


def some(engine: Engine, number: int) -> list[int]:
    with writing(engine) as session:
        return [make.an_inquiry(session, message=f"Message {at}.").id for at in range(number)]


def moving(seen: Mapping[int, State], to: State) -> Act:
    return lambda session, action: move_all(session, seen, to=to, action=action)


def test_of_two_who_decide_on_the_same_ones_each_is_decided_on_once(engine: Engine):
    ids = some(engine, 12)
    forth, back = dict.fromkeys(ids, State.NEW), dict.fromkeys(reversed(ids), State.NEW)

    found = at_once(
        engine, moving(forth, State.SPAM), moving(back, State.ANSWERED), moving(forth, State.TRASH)
    )

    assert sorted(it.thing_id for it in rows(engine, Decision)) == ids
    assert sum(len(it.done) for it in found if isinstance(it, Moved)) == len(ids)


def test_the_same_label_star_and_day_at_once_are_there_once(engine: Engine):
    (number,) = some(engine, 1)
    day = NOON.date()
    acts: list[Act] = [
        lambda s, a: change.label(s, number, "urgent", to=True, action=a),
        lambda s, a: change.star(s, number, to=True, action=a),
        lambda s, a: change.set_due(s, number, seen=None, to=day, action=a),
    ]

    found = at_once(engine, *acts * 3)

    assert found.count("too late") == 6
    assert sorted(it.thing for it in rows(engine, Decision)) == ["due", "label", "star"]


def test_notes_at_once_are_all_kept(engine: Engine):
    (number,) = some(engine, 1)

    at_once(engine, *[lambda s, a: change.write_note(s, number, "Mine.", action=a)] * 4)

    assert len(rows(engine, Note)) == 4
