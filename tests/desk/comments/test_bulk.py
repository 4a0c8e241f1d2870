"""Many comments at once: selected, counted, then done, and told honestly."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.comments.model import Comment
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.editors.model import Editor
from blog.posts.model import Post
from tests import make
from tests.desk.at_the_desk import (
    a_held_comment,
    page,
    press,
    press_stale,
    status_of,
    without_tags,
    words,
)

QUEUE = "/desk/comments/"
BULK = f"{QUEUE}bulk?status=held&order=newest&word=learned"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def three(engine: Engine, post: Post) -> list[Comment]:
    return [a_held_comment(engine, post, name=name) for name in ("Ada", "Sam", "Eve")]


def picks(comments: list[Comment], seen: str = "held") -> list[str]:
    return [f"{comment.id}:{seen}" for comment in comments]


def press_for(client: FlaskClient, comments: list[Comment], **fields: str) -> TestResponse:
    return press(client, BULK, on=QUEUE, pick=picks(comments), **fields)


def test_what_was_selected_is_shown_and_counted_before_anything_is_done(
    client: FlaskClient, engine: Engine, three: list[Comment]
):
    answer = press_for(client, three[:2], to="spam")

    assert answer.status_code == 200
    shown = without_tags(words(answer))
    assert "Spam 2 comments?" in shown
    assert "Ada" in shown
    assert "Eve" not in shown
    assert [status_of(engine, it) for it in three] == ["held"] * 3


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("approved", "Approved 3 comments."),
        ("spam", "Marked 3 comments as spam."),
        ("trash", "Moved 3 comments to the trash."),
    ],
)
def test_all_that_were_selected_go_where_the_button_says(
    client: FlaskClient, engine: Engine, three: list[Comment], to: str, said: str
):
    answer = press_for(client, three, to=to, sure="yes")

    assert (answer.status_code, answer.location) == (303, BULK.replace("bulk", ""))
    assert [status_of(engine, it) for it in three] == [to] * 3
    assert f"{said} Undo" in without_tags(page(client, QUEUE))


def test_one_is_counted_as_one(client: FlaskClient, three: list[Comment]):
    assert "Trash 1 comment?" in words(press_for(client, three[:1], to="trash"))
    press_for(client, three[:1], to="trash", sure="yes")
    assert "Moved 1 comment to the trash." in page(client, QUEUE)


def test_all_are_restored_to_where_each_came_from(
    client: FlaskClient, engine: Engine, post: Post, three: list[Comment]
):
    with writing(engine) as session:
        public = make.a_comment(session, post)
    both = [*picks(three[:1]), f"{public.id}:approved"]
    press(client, BULK, on=QUEUE, pick=both, to="trash", sure="yes")

    trash = picks([three[0], public], "trash")
    press(client, BULK, on=QUEUE, pick=trash, to="restore", sure="yes")

    assert [status_of(engine, it) for it in (three[0], public)] == ["held", "approved"]
    assert "Restored 2 comments." in page(client, QUEUE)


def test_what_a_colleague_decided_meanwhile_is_told(
    app: Flask, client: FlaskClient, engine: Engine, three: list[Comment]
):
    sams(app, engine, three[0], to="trash")

    press_for(client, three, to="approved", sure="yes")

    said = "Approved 2 comments. 1 had been decided by someone else."
    assert said in page(client, QUEUE)
    assert [status_of(engine, it) for it in three] == ["trash", "approved", "approved"]


def test_where_a_colleague_decided_on_all_nothing_is_done(
    app: Flask, client: FlaskClient, engine: Engine, three: list[Comment]
):
    sams(app, engine, three[0], to="trash")

    answer = press_for(client, three[:1], to="approved", sure="yes")

    assert answer.status_code == 409
    assert "Nothing was changed: 1 had been decided by someone else." in words(answer)
    assert "Eve" in words(answer)


def test_a_second_click_does_no_harm(client: FlaskClient, engine: Engine, three: list[Comment]):
    for _ in range(2):
        answer = press_for(client, three, to="approved", sure="yes")
        assert answer.status_code == 303

    shown = without_tags(page(client, QUEUE))
    assert "Approved 3 comments. Undo" in shown
    with reading(engine) as session:
        assert len(decisions.of(session, "comment", three[0].id)) == 1


@pytest.mark.parametrize("sure", ["", "yes"])
def test_where_nothing_is_selected_nothing_is_done(
    client: FlaskClient, engine: Engine, three: list[Comment], sure: str
):
    answer = press_for(client, [], to="approved", sure=sure)

    assert answer.status_code == 422
    assert "Select at least one comment first" in words(answer)
    assert "I learned something." in words(answer)


def test_a_stale_token_decides_on_none(client: FlaskClient, engine: Engine, three: list[Comment]):
    answer = press_stale(client, BULK, on=QUEUE, pick=picks(three), to="spam", sure="yes")

    assert answer.status_code == 422
    assert "press the button again" in words(answer)
    assert [status_of(engine, it) for it in three] == ["held"] * 3


@pytest.mark.parametrize("to", ["", "gone", "x"])
def test_many_go_nowhere_that_is_not_there(
    client: FlaskClient, engine: Engine, three: list[Comment], to: str
):
    assert press_for(client, three, to=to, sure="yes").status_code == 422
    assert [status_of(engine, it) for it in three] == ["held"] * 3


@pytest.mark.parametrize(
    "pick", ["", "1", ":", "x:held", "1:gone", "1:x", "-1:held", "9999999999:held", "²:held"]
)
def test_what_is_no_selection_is_passed_over(
    client: FlaskClient, engine: Engine, three: list[Comment], pick: str
):
    answer = press(client, BULK, on=QUEUE, pick=[pick], to="spam", sure="yes")

    assert answer.status_code == 422
    assert [status_of(engine, it) for it in three] == ["held"] * 3


def test_reloading_a_selection_leads_back_to_the_queue(client: FlaskClient):
    assert client.get(BULK).location == BULK.replace("bulk", "")


def sams(app: Flask, engine: Engine, comment: Comment, *, to: str) -> None:
    """A colleague is first."""
    make.an_editor(engine, name="Sam", email="sam@howard.example")
    sam = make.sign_in(app.test_client(), "sam@howard.example")
    press(sam, f"{QUEUE}{comment.id}/decisions", on=QUEUE, to=to, seen="held")
