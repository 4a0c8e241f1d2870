"""Writing a post, and writing it again."""

import pytest
from sqlalchemy import Engine

from blog.db import writing
from blog.posts.model import Post, Standing
from blog.posts.write import Draft, SlugTaken, rewrite, write
from tests import make
from tests.clock import NOON
from tests.rows import rows


def test_a_new_post_is_a_draft_at_an_address_made_of_its_title(engine: Engine):
    with writing(engine) as session:
        post = write(session, Draft(title="Über Grenzen!", body="Hi."), author="Erin", now=NOON)

    assert (post.slug, post.standing, post.published_at) == ("ueber-grenzen", Standing.DRAFT, None)


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (1_000, 5)])
def test_the_reading_time_is_taken_when_it_is_saved(engine: Engine, words: int, minutes: int):
    with writing(engine) as session:
        post = make.a_draft(session)
        rewrite(session, post, Draft(title="Long", body="word " * words), now=NOON)

    (kept,) = rows(engine, Post)
    assert kept.minutes == minutes


def test_an_address_belongs_to_one_post(engine: Engine, post: Post):
    with pytest.raises(SlugTaken, match=post.slug), writing(engine) as session:
        make.a_draft(session, slug=post.slug)

    assert len(rows(engine, Post)) == 1


def test_a_post_keeps_its_own_address_and_cannot_take_anothers(engine: Engine, post: Post):
    with writing(engine) as session:
        other = make.a_draft(session, slug="other")
        rewrite(session, other, Draft(title="Other", slug="other", body="New."), now=NOON)
    with pytest.raises(SlugTaken), writing(engine) as session:
        rewrite(session, session.merge(other), Draft(title="x", slug=post.slug, body="y"), now=NOON)

    assert [(kept.slug, kept.title) for kept in rows(engine, Post)][1] == ("other", "Other")
