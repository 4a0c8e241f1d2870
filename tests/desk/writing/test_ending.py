"""The end of a post as it is typed where the post is written."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.appearing import appear
from blog.db import writing
from blog.editors.model import Editor
from blog.posts.model import Post, Standing
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, press, words
from tests.rows import rows
from tests.watch.watching import the_site_is

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def at(post: Post) -> str:
    return f"/desk/posts/{post.id}"


def save(client: FlaskClient, post: Post, *, seen: int, **fields: str) -> TestResponse:
    typed = {"title": post.title, "slug": post.slug, "lead": post.lead, "body": post.body}
    typed |= {"comments_open": "y", "seen": str(seen)}
    return press(client, at(post), on=at(post), **{**typed, **fields})


def typed(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize("act", ["save", "publish"])
def test_an_end_that_has_passed_is_refused_at_its_field(
    client: FlaskClient, engine: Engine, post: Post, act: str
):
    the_site_is(engine, zone="UTC")

    answer = save(client, post, seen=1, expires_at=typed(NOON), act=act)

    assert answer.status_code == 422
    assert "This time has passed: it is " in words(answer)
    assert f'value="{typed(NOON)}"' in words(answer)
    assert rows(engine, Post)[0].expires_at is None
    later = NOON + timedelta(minutes=1)
    assert save(client, post, seen=1, expires_at=typed(later), act=act).status_code == 303


def test_an_end_that_came_true_is_no_obstacle_to_saving_and_none_to_publishing(
    app: Flask, client: FlaskClient, engine: Engine, clock: StoppedClock
):
    the_site_is(engine, zone="UTC")
    with writing(engine) as session:
        post = make.a_post(session, expires_at=NOON + DAY)
    clock.forward(2 * DAY)
    appear(app)
    make.sign_in(client)
    ended = typed(NOON + DAY)

    saved = save(client, post, seen=1, expires_at=ended, body="New.", act="save")
    published = save(client, post, seen=2, expires_at=ended, body="New.", act="publish")

    assert (saved.status_code, published.status_code) == (303, 303)
    appear(app)
    (kept,) = rows(engine, Post)
    assert (kept.standing, kept.expires_at) == (Standing.PUBLISHED, None)


def test_of_an_hour_that_comes_twice_the_end_stays_the_one_it_was(
    client: FlaskClient, engine: Engine
):
    the_site_is(engine, zone="Europe/Berlin")
    second = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    with writing(engine) as session:
        post = make.a_post(session, expires_at=second)

    assert save(client, post, seen=1, expires_at="2027-10-31T02:30", body="New.").status_code == 303

    assert rows(engine, Post)[0].expires_at == second


def test_a_version_whose_end_has_passed_is_restored_without_it(
    app: Flask, client: FlaskClient, engine: Engine, clock: StoppedClock
):
    with writing(engine) as session:
        post = make.a_post(session, expires_at=NOON + DAY)
    save(client, post, seen=1, body="New.")
    clock.forward(2 * DAY)
    make.sign_in(client)

    here = f"{at(post)}/revisions"
    answer = press(client, f"{here}/1/restored", on=here)

    assert "so it has no end now" in page(client, answer.location)
    appear(app)
    (kept,) = rows(engine, Post)
    assert (kept.standing, kept.body, kept.expires_at) == (Standing.PUBLISHED, post.body, None)
