"""What others decide in the lists while somebody writes is not overwritten unseen."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.db import writing
from blog.editors.model import Editor
from blog.posts.life import publish
from blog.posts.model import Post
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import page, press, without_tags, words
from tests.rows import rows
from tests.watch.watching import the_site_is

TOMORROW = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, engine: Engine, editor: Editor) -> None:
    the_site_is(engine, zone="UTC")
    make.sign_in(client)


@pytest.fixture
def bob(app: Flask, engine: Engine) -> FlaskClient:
    make.an_editor(engine, name="Bob", email="bob@howard.example")
    return make.sign_in(app.test_client(), "bob@howard.example")


def at(post: Post) -> str:
    return f"/desk/posts/{post.id}"


def save(client: FlaskClient, post: Post, *, seen: int, **fields: str) -> TestResponse:
    typed = {"title": post.title, "slug": post.slug, "lead": post.lead, "body": post.body}
    typed |= {"comments_open": "y", "seen": str(seen)}
    return press(client, at(post), on=at(post), **{**typed, **fields})


def seen_in(answer: TestResponse) -> int:
    shown = words(answer).partition('name="seen" type="hidden" value="')[2]
    return int(shown.partition('"')[0])


def test_comments_that_were_closed_meanwhile_are_not_opened_unseen(
    client: FlaskClient, engine: Engine, post: Post, bob: FlaskClient
):
    closed = {"seen": "comments open", "to": "comments closed"}
    press(bob, f"{at(post)}/decisions", on="/desk/posts/", **closed)

    answer = save(client, post, seen=1, body="New words.")

    shown = without_tags(words(answer))
    assert answer.status_code == 409
    assert "Bob changed this after you opened it" in shown
    assert '<th scope="row">Readers may reply</th><td>no</td><td>yes</td>' in words(answer)
    assert "keep theirs as a revision" not in shown
    assert not rows(engine, Post)[0].comments_open
    assert save(client, post, seen=seen_in(answer), body="New words.").status_code == 303
    assert rows(engine, Post)[0].comments_open


def test_an_end_that_was_set_meanwhile_is_not_taken_off_unseen(
    client: FlaskClient, engine: Engine, post: Post, bob: FlaskClient
):
    ends = {"seen": f"{post.standing}||", "expires_at": f"{TOMORROW:%Y-%m-%dT%H:%M}"}
    press(bob, f"{at(post)}/times", on=f"{at(post)}/times", **ends)

    answer = save(client, post, seen=1)

    shown = without_tags(words(answer))
    assert answer.status_code == 409
    assert "Bob changed this after you opened it" in shown
    assert ", 12:00</td><td>not set</td>" in words(answer)
    assert "The text is the same in both." in shown
    assert rows(engine, Post)[0].expires_at == TOMORROW


def test_everybody_who_changed_it_meanwhile_is_named_and_nobody_from_before(
    client: FlaskClient, engine: Engine, post: Post, bob: FlaskClient
):
    with writing(engine) as session:
        found = session.get_one(Post, post.id)
        publish.close_comments(session, found, by="Ada", now=NOON - timedelta(days=1))
        publish.open_comments(session, found, by="Ada", now=NOON - timedelta(days=1))
    save(bob, post, seen=3, body="Bob's words.")
    with writing(engine) as session:
        found = session.get_one(Post, post.id)
        publish.close_comments(session, found, by="Zoe", now=TOMORROW)

    answer = save(client, post, seen=3, body="My words.")

    shown = without_tags(words(answer))
    assert "Zoe and Bob changed this after you opened it" in shown
    assert "Save mine, keep theirs as a revision" in shown


def test_who_wished_the_same_is_told_of_no_conflict(
    client: FlaskClient, engine: Engine, post: Post
):
    with writing(engine) as session:
        publish.close_comments(session, session.get_one(Post, post.id), by="Bob", now=NOON)

    assert save(client, post, seen=1, comments_open="").status_code == 303
    assert "changed this" not in page(client, at(post))
