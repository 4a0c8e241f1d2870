"""The gate every submission passes."""

import pytest
from sqlalchemy import Engine

from blog.db import writing
from blog.intake import store
from blog.intake.admit import Flood, Gate, admit
from blog.intake.store import Before
from tests.clock import NOON


@pytest.fixture
def pass_gate(engine: Engine):
    def pass_gate(said: str, *, limit: int = 2, bucket: str = "192.0.2.1") -> Gate | Before:
        with writing(engine) as session:
            return admit(session, said, flood=Flood(bucket=bucket, limit=limit), now=NOON)

    return pass_gate


def test_the_limit_itself_is_let_in_and_one_more_is_not(pass_gate):
    assert [pass_gate(said) for said in "abc"] == [Gate.OPEN, Gate.OPEN, Gate.TOO_MANY]
    assert pass_gate("d", bucket="192.0.2.2") is Gate.OPEN


def test_no_limit_lets_all_in(pass_gate):
    assert {pass_gate(said, limit=0) for said in "abcdef"} == {Gate.OPEN}


def test_what_was_said_before_is_known_before_it_is_counted(engine, pass_gate):
    pass_gate("a")
    with writing(engine) as session:
        store.became(session, "a", 7)

    assert [pass_gate("a") for _ in range(5)] == [Before(thing_id=7)] * 5
    assert pass_gate("b") is Gate.OPEN


def test_what_was_one_too_many_is_not_taken_for_said(pass_gate):
    for said in "abc":
        pass_gate(said)

    assert pass_gate("c", limit=0) is Gate.OPEN
