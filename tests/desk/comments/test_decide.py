"""What an editor decides on one comment of the queue."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.comments.model import Comment, Status
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.editors.model import Editor
from blog.posts.model import Post
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import (
    a_held_comment,
    edition_of,
    page,
    press,
    press_stale,
    status_of,
    words,
)

QUEUE = "/desk/comments/"
HELD = "/desk/comments/?status=held&order=newest"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def held(engine: Engine, post: Post) -> Comment:
    return a_held_comment(engine, post)


def decisions_on(comment: Comment) -> str:
    return f"/desk/comments/{comment.id}/decisions"


@pytest.mark.parametrize(
    ("to", "done"),
    [("approved", "Approved Ada"), ("spam", "as spam"), ("trash", "to the trash")],
)
def test_a_held_comment_goes_where_the_button_says(
    client: FlaskClient, engine: Engine, held: Comment, to: str, done: str
):
    answer = press(client, decisions_on(held), on=QUEUE, to=to, seen="held")

    assert (answer.status_code, answer.location) == (303, HELD)
    assert status_of(engine, held) == to
    shown = page(client, answer.location)
    assert done in shown
    assert "Undo" in shown


def test_a_decision_is_recorded_with_who_made_it(
    client: FlaskClient, engine: Engine, held: Comment
):
    press(client, decisions_on(held), on=QUEUE, to="approved", seen="held")

    with reading(engine) as session:
        (decision,) = decisions.of(session, "comment", held.id)
    assert (decision.by, decision.was, decision.became) == ("Erin", "held", "approved")
    assert "Erin approved it on" in " ".join(page(client, f"{QUEUE}?status=approved").split())


def test_an_approved_comment_is_public_at_once(
    client: FlaskClient, engine: Engine, post: Post, held: Comment
):
    before = edition_of(engine)
    assert f"comment-{held.id}" not in page(client, f"/blog/{post.slug}/")

    press(client, decisions_on(held), on=QUEUE, to="approved", seen="held")

    assert edition_of(engine) > before
    assert f"comment-{held.id}" in page(client, f"/blog/{post.slug}/")


@pytest.mark.parametrize("caught", ["spam", "trash"])
def test_a_restored_comment_goes_back_to_where_it_came_from(
    client: FlaskClient, engine: Engine, post: Post, caught: str
):
    with writing(engine) as session:
        comment = make.a_comment(session, post)
    press(client, decisions_on(comment), on=QUEUE, to=caught, seen="approved")

    press(client, decisions_on(comment), on=QUEUE, to="restore", seen=caught)

    assert status_of(engine, comment) == "approved"


def test_spam_that_was_caught_at_the_door_is_restored_to_the_queue(
    client: FlaskClient, engine: Engine, post: Post
):
    comment = a_held_comment(engine, post, status=Status.SPAM)

    press(client, decisions_on(comment), on=QUEUE, to="restore", seen="spam")

    assert status_of(engine, comment) == "held"


def test_a_second_editor_is_told_who_was_first(
    app: Flask, client: FlaskClient, engine: Engine, held: Comment
):
    make.an_editor(engine, name="Sam", email="sam@howard.example")
    sam = make.sign_in(app.test_client(), "sam@howard.example")
    press(client, decisions_on(held), on=QUEUE, to="approved", seen="held")

    answer = press(sam, decisions_on(held), on=QUEUE, to="spam", seen="held")

    assert answer.status_code == 409
    shown = " ".join(words(answer).split())
    assert "The comment of Ada: <b>Erin</b> approved it on" in shown
    assert 'role="alert"' in shown
    assert status_of(engine, held) == "approved"


def test_a_second_click_of_the_same_editor_is_the_same_decision(
    client: FlaskClient, engine: Engine, held: Comment
):
    for _ in range(2):
        answer = press(client, decisions_on(held), on=QUEUE, to="approved", seen="held")
        assert answer.status_code == 303

    with reading(engine) as session:
        assert len(decisions.of(session, "comment", held.id)) == 1
    assert "Undo" in page(client, QUEUE)


def test_a_second_click_on_restore_is_the_same_decision(
    client: FlaskClient, engine: Engine, post: Post
):
    with writing(engine) as session:
        comment = make.a_comment(session, post)
    press(client, decisions_on(comment), on=QUEUE, to="spam", seen="approved")

    for _ in range(2):
        answer = press(client, decisions_on(comment), on=QUEUE, to="restore", seen="spam")
        assert answer.status_code == 303

    assert status_of(engine, comment) == "approved"


def test_a_decision_on_a_state_that_was_never_seen_is_refused(
    client: FlaskClient, engine: Engine, held: Comment
):
    answer = press(client, decisions_on(held), on=QUEUE, to="approved", seen="spam")

    assert answer.status_code == 409
    assert "no longer in the state you saw" in words(answer)
    assert status_of(engine, held) == "held"


def test_a_stale_token_decides_nothing_and_says_so(
    client: FlaskClient, engine: Engine, held: Comment
):
    answer = press_stale(client, decisions_on(held), on=QUEUE, to="approved", seen="held")

    assert answer.status_code == 422
    assert "press the button again" in words(answer)
    assert "I learned something." in words(answer)
    assert status_of(engine, held) == "held"


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"to": "gone", "seen": "held"}, {"to": "approved"}, {"to": "approved", "seen": "x"},
        {"to": "approved", "seen": "gone"}, {"to": "x", "seen": "held"},
    ],
)  # fmt: skip
def test_nonsense_decides_nothing(
    client: FlaskClient, engine: Engine, held: Comment, fields: dict[str, str]
):
    assert press(client, decisions_on(held), on=QUEUE, **fields).status_code == 422
    assert status_of(engine, held) == "held"


@pytest.mark.parametrize("asked", ["page=0", "page=-1", "page=x", "status=gone", "order=x"])
def test_a_decision_made_where_nobody_can_stand_is_not_found(
    client: FlaskClient, engine: Engine, held: Comment, asked: str
):
    answer = press(client, f"{decisions_on(held)}?{asked}", on=QUEUE, to="spam", seen="held")

    assert answer.status_code == 404
    assert status_of(engine, held) == "held"


def test_a_decision_leads_back_to_where_the_editor_stood(client: FlaskClient, held: Comment):
    stood = "status=held&order=oldest&post=1&author=ada%40reader.example&word=learned&page=3"

    answer = press(client, f"{decisions_on(held)}?{stood}", on=QUEUE, to="spam", seen="held")

    assert answer.location == f"{QUEUE}?{stood}"
    assert "No comment here is like that" in page(client, answer.location)


def test_the_last_comment_of_the_last_page_leads_back_to_a_page_that_is_there(
    client: FlaskClient, engine: Engine, post: Post
):
    for number in range(21):
        last = a_held_comment(engine, post, created_at=NOON - timedelta(minutes=number))

    answer = press(client, f"{decisions_on(last)}?page=2", on=QUEUE, to="spam", seen="held")

    assert "Marked " in page(client, answer.location)


def test_a_comment_that_is_not_there_is_not_found(client: FlaskClient):
    answer = press(client, "/desk/comments/99/decisions", on=QUEUE, to="spam", seen="held")

    assert answer.status_code == 404


def test_reloading_a_refused_decision_leads_back_to_the_queue(client: FlaskClient, held: Comment):
    assert client.get(decisions_on(held)).location == HELD
