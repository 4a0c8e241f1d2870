"""The gate every submission passes."""

import pytest
from sqlalchemy import Engine

from blog.db import writing
from blog.intake import store
from blog.intake.admit import Flood, Of, admit
from blog.intake.store import Before
from tests.clock import NOON


@pytest.fixture
def pass_gate(engine: Engine):
    def pass_gate(
        said: str, *others: Flood, limit: int = 2, bucket: str = "192.0.2.1"
    ) -> Before | Flood | None:
        floods = (Flood(bucket=bucket, limit=limit), *others)
        with writing(engine) as session:
            return admit(session, said, floods=floods, now=NOON)

    return pass_gate


def test_the_limit_itself_is_let_in_and_one_more_is_not(pass_gate):
    full = Flood(bucket="192.0.2.1", limit=2)

    assert [pass_gate(said) for said in "abc"] == [None, None, full]
    assert pass_gate("d", bucket="192.0.2.2") is None


def test_no_limit_lets_all_in(pass_gate):
    assert {pass_gate(said, limit=0) for said in "abcdef"} == {None}


def test_what_was_said_before_is_known_before_it_is_counted(engine, pass_gate):
    pass_gate("a")
    with writing(engine) as session:
        store.became(session, "a", 7)

    assert [pass_gate("a") for _ in range(5)] == [Before(thing_id=7)] * 5
    assert pass_gate("b") is None


def test_what_was_one_too_many_is_not_taken_for_said(pass_gate):
    for said in "abc":
        pass_gate(said)

    assert pass_gate("c", limit=0) is None


def test_of_several_limits_the_one_that_was_passed_is_named(pass_gate):
    ada = Flood(bucket="ada", limit=1, of=Of.EMAIL)

    assert [pass_gate(said, ada, limit=3) for said in "ab"] == [None, ada]
    assert pass_gate("c", limit=3) is None  # each was counted once
    assert pass_gate("d", limit=3) == Flood(bucket="192.0.2.1", limit=3)
