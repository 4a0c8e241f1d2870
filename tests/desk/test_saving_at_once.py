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


def save_at_once(two: list[FlaskClient], at: str, **fields: str) -> list[TestResponse]:
    """Both open the page before either saves it; what each writes names them, 0 or 1."""
    drawn, both_are_ready = [page(client, at) for client in two], Barrier(2)

    def save(number: int) -> TestResponse:
        mine = {"csrf_token": make.csrf_token(drawn[number]), "seen": seen_in(drawn[number])}
        both_are_ready.wait()
        return two[number].post(at, data={**mine, "body": f"As {number} has it.", **fields})

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(save, range(2)))


def test_what_one_saved_is_not_overwritten_by_who_did_not_see_it(
    engine: Engine, two: list[FlaskClient], post: Post
):
    for _ in range(ROUNDS):
        answers = save_at_once(two, f"/desk/posts/{post.id}", title=post.title, slug=post.slug)

        assert sorted(answer.status_code for answer in answers) == [303, 409]
        saved = [answer.status_code for answer in answers].index(303)
        assert rows(engine, Post)[0].body == f"As {saved} has it."
        assert f"As {1 - saved} has it." in words(answers[1 - saved])


def test_two_new_posts_at_one_address_lose_nobodys_words(engine: Engine, two: list[FlaskClient]):
    for number in range(ROUNDS):
        answers = save_at_once(two, NEW, title=f"Number {number}")

        assert sorted(answer.status_code for answer in answers) == [303, 422]
        refused = [answer.status_code for answer in answers].index(422)
        assert "Choose another address" in words(answers[refused])
        assert f"As {refused} has it." in words(answers[refused])
    assert len(rows(engine, Post)) == ROUNDS
