"""The edition as each page asks for it."""

import time

import pytest
from sqlalchemy import create_engine

from blog import edition
from blog.db import writing


@pytest.fixture
def ask(engine):
    return edition.watch(engine)


def test_who_made_a_change_is_never_shown_the_edition_before_it(engine, ask):
    for _ in range(50):
        before = ask()

        with writing(engine) as session:
            edition.turn(session)

        assert ask() == before + 1


def test_an_edition_that_was_not_committed_is_never_seen(engine, ask):
    before = ask()

    with pytest.raises(KeyError), writing(engine) as session:
        edition.turn(session)
        raise KeyError

    assert ask() == before


def test_what_another_process_turned_is_seen(engine, ask):
    before = ask()

    stranger = create_engine(engine.url)
    with stranger.begin() as connection:
        connection.exec_driver_sql("UPDATE edition SET number = number + 1")
    stranger.dispose()

    end = time.monotonic() + 30
    while ask() == before and time.monotonic() < end:
        time.sleep(0.001)
    assert ask() == before + 1
