"""What readers get to see."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from blog.db import reading, writing
from blog.decisions.model import Decision
from blog.posts import publish, store
from blog.posts.listed import store as listed
from blog.posts.model import Post, Standing
from tests import make
from tests.clock import NOON
from tests.rows import rows

LATER = NOON + timedelta(days=3)


@pytest.fixture
def do(engine: Engine):
    """One verb on the only post there is."""

    def do(verb, *, now=NOON) -> Post:
        with writing(engine) as session:
            verb(session, session.get(Post, 1), by="Erin", now=now)
        return rows(engine, Post)[0]

    return do


def test_the_first_publication_dates_a_post_for_good(engine, do):
    with writing(engine) as session:
        make.a_draft(session)

    assert do(publish.publish).published_at == NOON
    assert do(publish.withdraw, now=LATER).published_at == NOON
    assert do(publish.publish, now=LATER).published_at == NOON


def test_a_withdrawn_post_is_hidden_and_still_there(engine, post, do):
    withdrawn = do(publish.withdraw)

    assert withdrawn.standing is Standing.WITHDRAWN
    with reading(engine) as session:
        assert store.readable(session, post.slug) is None
        assert listed.published_count(session) == 0


@pytest.mark.parametrize("verb", [publish.publish, publish.withdraw])
def test_the_second_click_is_told_that_it_was_done(engine, post, do, verb):
    do(publish.withdraw)
    if verb is publish.publish:
        do(verb)
    decided = len(rows(engine, Decision))

    with pytest.raises(publish.AlreadyMoved):
        do(verb)

    assert len(rows(engine, Decision)) == decided


def test_who_saw_an_older_standing_moves_nothing(engine, post, do):
    do(publish.withdraw)

    with pytest.raises(publish.AlreadyMoved), writing(engine) as session:
        publish.withdraw(session, post, by="Erin", now=NOON)


def test_comments_close_and_open_and_it_is_noted_who_did_it(engine, post, do):
    assert not do(publish.close_comments).comments_open
    assert do(publish.open_comments, now=LATER).comments_open

    noted = [(it.was, it.became, it.by) for it in rows(engine, Decision)][-2:]
    assert noted == [
        ("comments open", "comments closed", "Erin"),
        ("comments closed", "comments open", "Erin"),
    ]
