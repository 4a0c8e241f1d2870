"""Undo: of the last action, whatever it was, until the next one."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.comments.model import Comment, Status
from blog.db import writing
from blog.desk.comments.forms import fingerprint
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
from tests.rows import rows

QUEUE = "/desk/comments/"
UNDO = f"{QUEUE}undo?status=held&order=oldest"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def held(engine: Engine, post: Post) -> Comment:
    return a_held_comment(engine, post)


def number_on(client: FlaskClient, place: str = QUEUE) -> str:
    """Of the action that the page offers to take back; empty where it offers nothing."""
    return page(client, place).partition('name="number" value="')[2].partition('"')[0]


def undo(client: FlaskClient, number: str) -> TestResponse:
    return press(client, UNDO, on=QUEUE, number=number)


def spam(client: FlaskClient, comment: Comment) -> None:
    press(client, f"{QUEUE}{comment.id}/decisions", on=QUEUE, to="spam", seen="held")


def test_the_last_decision_is_taken_back(client: FlaskClient, engine: Engine, held: Comment):
    spam(client, held)

    answer = undo(client, number_on(client))

    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?status=held&order=oldest")
    assert status_of(engine, held) == "held"
    shown = without_tags(page(client, answer.location))
    assert "Taken back: Marked Ada’s comment as spam." in shown
    assert "Taken back" not in page(client, QUEUE)


def test_it_is_still_offered_after_looking_elsewhere(client: FlaskClient, held: Comment):
    spam(client, held)
    for place in ("/desk/posts/", "/desk/inquiries/", "/desk/decisions/", "/desk/outbox/"):
        page(client, place)

    assert number_on(client)
    assert number_on(client, f"{QUEUE}?status=trash")
    assert number_on(client, f"{QUEUE}{held.id}/")


def test_the_next_action_takes_its_place(
    client: FlaskClient, engine: Engine, post: Post, held: Comment
):
    spam(client, held)
    first = number_on(client)
    other = a_held_comment(engine, post, name="Sam")
    spam(client, other)

    answer = undo(client, first)

    assert answer.status_code == 409
    assert "Nothing was taken back" in words(answer)
    assert [status_of(engine, it) for it in (held, other)] == ["spam", "spam"]
    assert number_on(client) not in ("", first)


def test_an_action_on_something_else_takes_its_place(
    client: FlaskClient, post: Post, held: Comment
):
    spam(client, held)
    press(
        client, f"/desk/posts/{post.id}/decisions", on="/desk/posts/",
        seen="published", to="withdrawn",
    )  # fmt: skip

    assert number_on(client) == ""


def test_a_second_click_on_undo_does_no_harm(client: FlaskClient, engine: Engine, held: Comment):
    spam(client, held)
    number = number_on(client)

    assert [undo(client, number).status_code for _ in range(2)] == [303, 303]
    assert status_of(engine, held) == "held"


@pytest.mark.parametrize("number", ["", "never", "~", "x" * 21, "\0"])
def test_what_was_never_done_is_not_taken_back(
    client: FlaskClient, engine: Engine, held: Comment, number: str
):
    spam(client, held)

    assert undo(client, number).status_code in (409, 422)
    assert status_of(engine, held) == "spam"


def test_undo_with_a_stale_token_takes_nothing_back(
    client: FlaskClient, engine: Engine, held: Comment
):
    spam(client, held)
    number = number_on(client)

    answer = press_stale(client, UNDO, on=QUEUE, number=number)

    assert answer.status_code == 422
    assert status_of(engine, held) == "spam"


def _many(client: FlaskClient, held: Comment) -> None:
    fields = {"to": "trash", "sure": "yes", "pick": f"{held.id}:held"}
    press(client, f"{QUEUE}bulk", on=QUEUE, **fields)


def _answer(client: FlaskClient, held: Comment) -> None:
    press(client, f"{QUEUE}{held.id}/answers", on=QUEUE, seen="held", text="So it is.")


def _edit(client: FlaskClient, held: Comment) -> None:
    seen = fingerprint(held.text)
    press(client, f"{QUEUE}{held.id}/texts", on=QUEUE, seen=seen, text="Otherwise.")


def _trust(client: FlaskClient, held: Comment) -> None:
    press(client, f"{QUEUE}{held.id}/trust", on=QUEUE, seen="held")


def _block(client: FlaskClient, held: Comment) -> None:
    press(client, f"{QUEUE}{held.id}/blocks", on=QUEUE, seen="held", line="learned")


@pytest.mark.parametrize("act", [spam, _many, _answer, _edit, _trust, _block])
def test_whatever_was_done_is_taken_back(
    client: FlaskClient, engine: Engine, held: Comment, act: Callable[[FlaskClient, Comment], None]
):
    act(client, held)
    number = number_on(client)
    assert number

    undo(client, number)

    assert status_of(engine, held) == "held"
    assert rows(engine, Comment)[0].text == "I learned something."
    assert [it.status for it in rows(engine, Comment)[1:]] in ([], [Status.TRASH])
    assert number_on(client) == ""


def test_what_a_reader_saw_is_gone_with_the_undo(
    client: FlaskClient, engine: Engine, post: Post, held: Comment
):
    _answer(client, held)
    assert "So it is." in page(client, f"/blog/{post.slug}/")

    undo(client, number_on(client))

    shown = page(client, f"/blog/{post.slug}/")
    assert "So it is." not in shown
    assert "I learned something." not in shown


def test_what_cannot_be_taken_back_any_more_is_told(
    client: FlaskClient, engine: Engine, held: Comment
):
    spam(client, held)
    number = number_on(client)
    with writing(engine) as session:
        found = session.get(Comment, held.id)
        assert found
        found.status = Status.TRASH

    undo(client, number)

    assert "1 had been changed since, and stay" in page(client, QUEUE)


def test_reloading_the_address_of_undo_takes_nothing_back(
    client: FlaskClient, engine: Engine, held: Comment
):
    spam(client, held)

    assert client.get(UNDO).location == f"{QUEUE}?status=held&order=oldest"
    assert status_of(engine, held) == "spam"
