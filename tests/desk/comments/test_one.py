"""The page of one comment."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.comments import store
from blog.comments.model import Comment
from blog.db import writing
from blog.editors.model import Editor
from blog.posts.model import Post
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import a_held_comment, page, press, status_of, without_tags, words

QUEUE = "/desk/comments/"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def held(engine: Engine, post: Post) -> Comment:
    return a_held_comment(engine, post)


def at(comment: Comment) -> str:
    return f"{QUEUE}{comment.id}/"


def test_it_tells_all_that_is_known(client: FlaskClient, engine: Engine, held: Comment):
    with writing(engine) as session:
        store.rewrite(
            session, held.id, seen=held.text, text="Said better.", html="", by="Erin", now=NOON
        )
        make.a_letter(session, about="comment", about_id=held.id, subject="One comment waits")
    press(client, f"{at(held)}decisions", on=QUEUE, to="spam", seen="held")

    shown = without_tags(page(client, at(held)))

    for part in (
        "A comment in spam", "Said better.", "when Erin changed it: I learned something.",
        "first comment from this name", "One comment waits", "Erin marked it as spam",
    ):  # fmt: skip
        assert part in shown


def test_a_decision_made_there_leads_back_there(client: FlaskClient, engine: Engine, held: Comment):
    on = f"{at(held)}?status=held&order=oldest&page=2"
    assert f"{at(held)}decisions?status=held&amp;order=oldest&amp;page=2&amp;on=1" in page(
        client, on
    )

    answer = press(client, f"{at(held)}decisions?on={held.id}", on=on, to="spam", seen="held")

    assert answer.location.startswith(at(held))
    assert status_of(engine, held) == "spam"


def test_a_refused_decision_is_told_there(client: FlaskClient, held: Comment):
    path = f"{at(held)}decisions?on={held.id}"
    answer = press(client, path, on=QUEUE, to="approved", seen="spam")

    assert answer.status_code == 409
    assert "A held comment" in words(answer)


def test_it_leads_back_to_where_it_was_opened(client: FlaskClient, held: Comment):
    shown = page(client, f"{at(held)}?status=held&order=oldest&word=tea&page=2")

    assert f'href="{QUEUE}?status=held&amp;order=oldest&amp;word=tea&amp;page=2"' in shown


def test_a_comment_that_is_not_there_has_no_page(client: FlaskClient):
    assert client.get(f"{QUEUE}99/").status_code == 404
    assert client.get(f"{QUEUE}99999999999/").status_code == 404


def test_nothing_typed_becomes_markup_there(client: FlaskClient, engine: Engine, post: Post):
    evil = "<img src=x onerror=alert(1)>\"'{{7*7}}"
    held = a_held_comment(
        engine, post, name=evil, email=evil, text=evil, website=evil, reasons=[evil], network="n"
    )

    assert "<img" not in page(client, at(held))
