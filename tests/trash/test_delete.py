"""Deleting posts for good."""

from datetime import timedelta

import pytest

from blog import errands
from blog.comments.model import Comment, Status
from blog.db import writing
from blog.decisions.model import Decision
from blog.moderation.moderate import move
from blog.posts.life.discard import discard
from blog.posts.life.publish import AlreadyMoved
from blog.posts.model import Post
from blog.redirects import store as redirects
from blog.redirects.model import Redirect
from blog.trash.delete import delete
from tests import make
from tests.clock import NOON
from tests.rows import rows

DAY = timedelta(days=1)


@pytest.fixture
def thrown(engine, post):
    """In the trash, with two comments and an old address."""
    with writing(engine) as session:
        for status in (Status.APPROVED, Status.HELD):
            make.a_comment(session, post, status=status, name=str(status))
        redirects.lead(session, "/blog/old/", post_id=post.id, by="Erin", now=NOON)
        discard(session, session.get_one(Post, post.id), by="Erin", now=NOON)
    return post


def test_what_hangs_on_it_goes_as_well_and_that_is_noted(engine, thrown):
    with writing(engine) as session:
        comments = delete(session, session.get_one(Post, thrown.id), by="Erin", now=NOON)

    assert comments == 2
    assert (rows(engine, Post), rows(engine, Comment), rows(engine, Redirect)) == ([], [], [])
    last = rows(engine, Decision)[-1]
    assert (last.became, last.by) == ("deleted", "Erin")
    assert last.why == "“Coaching vs. Mentorship”, with 2 comments"


def test_what_is_not_in_the_trash_is_not_deleted(engine, post):
    with pytest.raises(AlreadyMoved), writing(engine) as session:
        delete(session, session.get_one(Post, post.id), by="Erin", now=NOON)

    assert len(rows(engine, Post)) == 1


def test_what_the_filter_learned_from_its_comments_is_forgotten(engine, thrown):
    with writing(engine) as session:
        move(session, 2, seen=Status.HELD, to=Status.SPAM, action=make.an_action())

    with writing(engine) as session:
        assert delete(session, session.get_one(Post, thrown.id), by="Erin", now=NOON) == 2


def test_the_trash_is_emptied_after_thirty_days(app, engine, clock, thrown):
    clock.forward(30 * DAY)
    errands.tidy(app)
    assert len(rows(engine, Post)) == 1

    clock.forward(timedelta(minutes=1))
    errands.tidy(app)

    assert rows(engine, Post) == []
    assert rows(engine, Decision)[-1].by == "the calendar"
