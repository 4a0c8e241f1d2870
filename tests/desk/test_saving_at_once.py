"""Two editors press Save at the same moment: one is kept, the other told, nobody overwritten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.editors.model import Editor
from blog.posts.model import Post
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import page, words
from tests.desk.test_posts import NEW, seen_in
from tests.rows import rows

ROUNDS = 5


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """It moves with every look, as clocks do."""
    looks = count()
    return lambda: NOON + timedelta(milliseconds=next(looks))


@pytest.fixture
def two(app: Flask, editor: Editor) -> list[FlaskClient]:
    return [make.sign_in(app.test_client()) for _ in range(2)]


def save_at_once(
    two: list[FlaskClient], at: str, *, turn: int, **fields: str
) -> list[TestResponse]:
    """Both open the page before either saves it; what each writes names them, 0 or 1."""
    drawn, both_are_ready = [page(client, at) for client in two], Barrier(2)

    def save(number: int) -> TestResponse:
        mine = {"csrf_token": make.csrf_token(drawn[number]), "seen": seen_in(drawn[number])}
        both_are_ready.wait()
        return two[number].post(at, data={**mine, "body": said(number, turn), **fields})

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(save, range(2)))


def said(number: int, turn: int) -> str:
    return f"As {number} has it, in turn {turn}."


def test_what_one_saved_is_not_overwritten_by_who_did_not_see_it(
    engine: Engine, two: list[FlaskClient], post: Post
):
    for turn in range(ROUNDS):
        fields = {"title": post.title, "slug": post.slug}
        answers = save_at_once(two, f"/desk/posts/{post.id}", turn=turn, **fields)

        assert sorted(answer.status_code for answer in answers) == [303, 409]
        saved = [answer.status_code for answer in answers].index(303)
        assert rows(engine, Post)[0].body == said(saved, turn)
        assert said(1 - saved, turn) in words(answers[1 - saved])


def test_two_new_posts_at_one_address_lose_nobodys_words(engine: Engine, two: list[FlaskClient]):
    for turn in range(ROUNDS):
        answers = save_at_once(two, NEW, turn=turn, title="One", slug=f"number-{turn}")

        assert sorted(answer.status_code for answer in answers) == [303, 422]
        refused = [answer.status_code for answer in answers].index(422)
        assert "Choose another" in words(answers[refused])
        assert said(refused, turn) in words(answers[refused])
    assert len(rows(engine, Post)) == ROUNDS


def test_of_two_new_posts_with_one_title_each_gets_an_address(
    engine: Engine, two: list[FlaskClient]
):
    answers = save_at_once(two, NEW, turn=0, title="One title")

    assert [answer.status_code for answer in answers] == [303, 303]
    found = {post.slug: post.body for post in rows(engine, Post)}
    assert found.keys() == {"one-title", "one-title-2"}
    assert set(found.values()) == {said(0, 0), said(1, 0)}
