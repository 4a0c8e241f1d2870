import os
import subprocess
import sys
import threading
from collections import Counter

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from blog import courier as courier_module
from blog.courier import Courier
from blog.db import writing
from blog.outbox import store
from blog.outbox.leaving.outgoing import Outgoing
from blog.outbox.model import Stage
from tests.clock import NOON, StoppedClock
from tests.outbox.letters import look, owe

_PATIENCE = 30


class Office:
    """The far end of the wire: notes what arrives, and when it has all it waits for."""

    def __init__(self, expects: int) -> None:
        self.arrived: list[int] = []
        self.has_all = threading.Event()
        self._expects = expects

    def __call__(self, outgoing: Outgoing) -> str:
        self.arrived.append(outgoing.letter_id)
        if len(self.arrived) >= self._expects:
            self.has_all.set()
        return "250 OK"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(courier_module, "_SECONDS_BETWEEN_LOOKS", 60.0)
    monkeypatch.setattr(courier_module, "_SECONDS_AFTER_TROUBLE", 0.01)


def test_a_courier_delivers_what_is_due_when_it_starts(engine):
    ids, office = [owe(engine) for _ in range(3)], Office(expects=3)
    courier = Courier(engine, office, now=StoppedClock())

    courier.start()

    assert office.has_all.wait(_PATIENCE)
    courier.stop()
    assert office.arrived == ids
    assert {look(engine, one).stage for one in ids} == {Stage.SENT}


def test_a_courier_that_is_woken_delivers_at_once(engine):
    office = Office(expects=1)
    courier = Courier(engine, office, now=StoppedClock())
    courier.start()

    letter_id = owe(engine)
    courier.wake()

    assert office.has_all.wait(_PATIENCE)
    courier.stop()
    assert office.arrived == [letter_id]


def test_a_courier_looks_for_letters_of_other_processes(engine, monkeypatch):
    monkeypatch.setattr(courier_module, "_SECONDS_BETWEEN_LOOKS", 0.01)
    office = Office(expects=1)
    courier = Courier(engine, office, now=StoppedClock())
    courier.start()

    owe(engine)

    assert office.has_all.wait(_PATIENCE)
    courier.stop()


def test_several_couriers_never_take_the_same_letter(engine):
    ids, office = [owe(engine) for _ in range(60)], Office(expects=60)
    couriers = [Courier(engine, office, now=StoppedClock()) for _ in range(4)]

    for courier in couriers:
        courier.start()

    assert office.has_all.wait(_PATIENCE)
    for courier in couriers:
        courier.stop()
    assert Counter(office.arrived) == Counter(ids)


def test_stopping_finishes_the_letter_in_hand_and_takes_no_other(engine):
    first, second = owe(engine), owe(engine)
    in_hand, may_go_on = threading.Event(), threading.Event()

    def slow(_: Outgoing) -> str:
        in_hand.set()
        may_go_on.wait(_PATIENCE)
        return "250 OK"

    courier = Courier(engine, slow, now=StoppedClock())
    courier.start()
    in_hand.wait(_PATIENCE)
    threading.Timer(0.2, may_go_on.set).start()
    courier.stop()

    assert look(engine, first).stage == Stage.SENT
    assert look(engine, second).stage == Stage.DUE


def test_a_courier_may_be_started_twice_but_not_after_it_was_stopped(engine):
    office = Office(expects=1)
    courier = Courier(engine, office, now=StoppedClock())

    courier.start()
    courier.start()
    couriers = [one for one in threading.enumerate() if one.name == "courier"]
    courier.stop()
    courier.start()

    assert len(couriers) == 1
    assert not any(one.name == "courier" for one in threading.enumerate())


def test_a_courier_that_never_started_stops_all_the_same(engine):
    Courier(engine, Office(expects=0), now=StoppedClock()).stop()


def test_a_letter_left_by_a_killed_process_is_delivered_at_the_next_start(engine):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    letter_id, office = owe(engine), Office(expects=1)
    claim(engine, f"{courier_module._host()}:{gone.pid}:abcdef:1")
    courier = Courier(engine, office, now=StoppedClock())

    courier.start()

    assert office.has_all.wait(_PATIENCE)
    courier.stop()
    assert look(engine, letter_id).stage == Stage.SENT


def test_a_letter_of_a_process_that_lives_is_left_to_it(engine):
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    theirs = owe(engine)
    claim(engine, f"{courier_module._host()}:{other.pid}:abcdef:1")
    ours, office = owe(engine), Office(expects=1)
    courier = Courier(engine, office, now=StoppedClock())

    courier.start()

    assert office.has_all.wait(_PATIENCE)
    courier.stop()
    other.communicate(b"\n")
    assert office.arrived == [ours]
    assert look(engine, theirs).stage == Stage.SENDING


@pytest.mark.parametrize(
    ("claimant", "gone"),
    [
        ("{host}:{pid}:{process}:1", False),
        ("{host}:{pid}:anotherone:1", True),  # the same number, in a container that came back
        ("{host}:4194305:abc:1", True),
        ("elsewhere:4194305:abc:1", False),
        ("{host}:1:abc:1", False),
        ("nonsense", False),
    ],
)
def test_only_a_process_of_this_host_can_be_known_to_be_gone(claimant, gone):
    named = claimant.format(
        host=courier_module._host(), pid=os.getpid(), process=courier_module._PROCESS
    )

    assert courier_module._is_gone(named) is gone


def test_a_courier_goes_on_when_the_database_is_back(engine, caplog):
    office, troubles = Office(expects=1), iter([True, True, True])
    letter_id = owe(engine)

    def trouble(_connection, _cursor, statement, *_rest):
        if next(troubles, False):
            raise OperationalError(statement, {}, Exception("ada@reader.example"))

    event.listen(engine, "before_cursor_execute", trouble)
    courier = Courier(engine, office, now=StoppedClock())
    courier.start()

    assert office.has_all.wait(_PATIENCE)
    courier.stop()
    assert look(engine, letter_id).stage == Stage.SENT
    assert "OperationalError" in caplog.text
    assert "ada@" not in caplog.text


def test_chores_that_fail_do_not_keep_letters_from_leaving(engine, caplog):
    letter_id, office = owe(engine), Office(expects=1)

    def fail() -> None:
        raise OSError("no chore today")

    courier = Courier(engine, office, now=StoppedClock(), chores=fail)
    courier.start()

    assert office.has_all.wait(_PATIENCE)
    courier.stop()
    assert look(engine, letter_id).stage == Stage.SENT
    assert "OSError" in caplog.text


def test_what_was_put_off_is_written_at_each_look_and_leaves_with_it(engine):
    office = Office(expects=1)

    def gather() -> None:
        owe(engine)

    courier = Courier(engine, office, now=StoppedClock(), gather=gather)

    courier.start()

    assert office.has_all.wait(_PATIENCE)
    courier.stop()


def test_a_courier_that_is_woken_gathers_at_once(engine):
    gathered: list[None] = []
    office = Office(expects=1)

    def gather() -> None:
        gathered.append(None)
        if len(gathered) == 2:
            owe(engine)

    courier = Courier(engine, office, now=StoppedClock(), gather=gather)
    courier.start()
    while not gathered:
        pass

    courier.wake()

    assert office.has_all.wait(_PATIENCE)
    courier.stop()


def test_letters_leave_though_no_new_one_can_be_gathered(engine, caplog):
    letter_id, office = owe(engine), Office(expects=1)

    def fail() -> None:
        raise OSError("ada@reader.example")

    courier = Courier(engine, office, now=StoppedClock(), gather=fail)
    courier.start()

    assert office.has_all.wait(_PATIENCE)
    courier.stop()
    assert look(engine, letter_id).stage == Stage.SENT
    assert "OSError" in caplog.text
    assert "ada@" not in caplog.text


def claim(engine, claimant: str) -> None:
    with writing(engine) as session:
        assert store.claim(session, claimant, now=NOON)
