"""What readers get to see."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from blog.db import reading, writing
from blog.decisions.model import Decision
from blog.posts import store
from blog.posts.life import discard, publish
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
            verb(session, session.get_one(Post, 1), by="Erin", now=now)
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


def test_what_is_scheduled_is_hidden_and_not_yet_dated(engine):
    with writing(engine) as session:
        post = make.a_draft(session)
        publish.schedule(session, post, at=LATER, by="Erin", now=NOON, why="for Thursday")

    (kept,) = rows(engine, Post)
    assert (kept.standing, kept.publish_at, kept.published_at) == ("scheduled", LATER, None)
    assert rows(engine, Decision)[-1].why == "for Thursday"


@pytest.mark.parametrize(
    ("at", "expires_at", "refused"),
    [
        (NOON, None, publish.TimeHasPassed),
        (LATER, LATER, publish.EndsFirst),
    ],
)
def test_a_time_that_cannot_be_is_refused(engine, at, expires_at, refused):
    with pytest.raises(refused), writing(engine) as session:
        post = make.a_draft(session, expires_at=expires_at)
        publish.schedule(session, post, at=at, by="Erin", now=NOON)


def test_two_who_schedule_at_once_do_not_overwrite_each_other(engine):
    with writing(engine) as session:
        post = make.a_draft(session)
        publish.schedule(session, post, at=LATER, by="Erin", now=NOON)
    with reading(engine) as look:
        seen = look.get_one(Post, post.id)
    with writing(engine) as session:
        again = session.get_one(Post, post.id)
        publish.schedule(session, again, at=LATER + timedelta(1), by="Sam", now=NOON)

    with pytest.raises(publish.AlreadyMoved), writing(engine) as session:
        publish.schedule(session, seen, at=LATER + timedelta(2), by="Erin", now=NOON)


def test_unscheduled_it_lies_as_it_lay_before(engine, post, do):
    with writing(engine) as session:
        make.a_draft(session)
    for number, before in ((1, Standing.WITHDRAWN), (2, Standing.DRAFT)):
        with writing(engine) as session:
            one = session.get_one(Post, number)
            if number == 1:
                publish.withdraw(session, one, by="Erin", now=NOON)
            publish.schedule(session, one, at=LATER, by="Erin", now=NOON)
            publish.unschedule(session, one, by="Erin", now=NOON)
            assert (one.standing, one.publish_at) == (before, None)


def test_published_by_hand_it_waits_for_no_time_any_more(engine):
    with writing(engine) as session:
        post = make.a_draft(session, expires_at=LATER)
        publish.schedule(session, post, at=LATER - timedelta(1), by="Erin", now=NOON)
        publish.publish(session, post, by="Erin", now=LATER)

    (kept,) = rows(engine, Post)
    assert (kept.publish_at, kept.expires_at) == (None, None)
    assert kept.published_at == LATER


@pytest.mark.parametrize(
    ("was", "restored", "put_back"),
    [
        (Standing.DRAFT, Standing.DRAFT, Standing.DRAFT),
        (Standing.SCHEDULED, Standing.SCHEDULED, Standing.SCHEDULED),
        (Standing.PUBLISHED, Standing.WITHDRAWN, Standing.PUBLISHED),
        (Standing.WITHDRAWN, Standing.WITHDRAWN, Standing.WITHDRAWN),
    ],
)
def test_out_of_the_trash_nothing_appears_unless_it_is_taken_back(engine, was, restored, put_back):
    with writing(engine) as session:
        found = []
        for verb in (discard.restore, discard.put_back):
            post = make.a_draft(session)
            if was is Standing.SCHEDULED:
                publish.schedule(session, post, at=LATER, by="Erin", now=NOON)
            elif was is not Standing.DRAFT:
                publish.publish(session, post, by="Erin", now=NOON)
            if was is Standing.WITHDRAWN:
                publish.withdraw(session, post, by="Erin", now=NOON)
            discard.discard(session, post, by="Erin", now=NOON)
            assert (post.standing, post.was) == (Standing.TRASH, was)
            verb(session, post, by="Erin", now=NOON)
            found.append(post.standing)

    assert found == [restored, put_back]


def test_what_was_scheduled_for_a_time_that_passed_in_the_trash_is_a_draft(engine):
    with writing(engine) as session:
        post = make.a_draft(session)
        publish.schedule(session, post, at=LATER, by="Erin", now=NOON)
        discard.discard(session, post, by="Erin", now=NOON)
        discard.restore(session, post, by="Erin", now=LATER)

    assert (post.standing, post.publish_at) == (Standing.DRAFT, None)


@pytest.mark.parametrize(
    "verb", [publish.publish, publish.withdraw, publish.unschedule, discard.discard]
)
def test_in_the_trash_it_can_only_be_restored(engine, post, do, verb):
    do(discard.discard)

    with pytest.raises(publish.AlreadyMoved):
        do(verb)
    do(discard.restore)
    for again in (discard.restore, discard.put_back):
        with pytest.raises(publish.AlreadyMoved):
            do(again)


def test_an_end_is_set_and_taken_off_and_both_are_noted(engine, post):
    with writing(engine) as session:
        found = session.get_one(Post, post.id)
        publish.end_at(session, found, LATER, by="Erin", now=NOON)
        publish.end_at(session, found, None, by="Erin", now=NOON)
        publish.end_at(session, found, None, by="Erin", now=NOON)
        with pytest.raises(publish.TimeHasPassed):
            publish.end_at(session, found, NOON, by="Erin", now=NOON)

    assert [it.became for it in rows(engine, Decision)][-2:] == ["ends", "stays"]
