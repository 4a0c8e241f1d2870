"""Emptying spam and trash: what was there when the page was made, asked for twice, undone once."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.comments.model import Comment, Status
from blog.db import writing
from blog.editors.model import Editor
from blog.posts.model import Post
from blog.queue import store
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, press, press_stale, status_of, without_tags, words

SPAM = "/desk/comments/?status=spam"
EMPTY = "/desk/comments/empty"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def caught(engine: Engine, post: Post, *, status: Status = Status.SPAM, **values: Any) -> Comment:
    """A minute ago, unless `values` have it otherwise."""
    values.setdefault("moved_at", NOON - timedelta(minutes=1))
    with writing(engine) as session:
        return make.a_comment(session, post, status=status, **values)


def question_on(client: FlaskClient, place: str = SPAM) -> str:
    """Where the button of the list leads."""
    found = re.search(r'href="(/desk/comments/empty\?[^"]+)"', page(client, place))
    assert found
    return unescape(found[1])


def seen_at(question: str) -> str:
    return unescape(question.partition('name="seen_at" value="')[2].partition('"')[0])


@pytest.mark.parametrize(
    ("status", "name"), [("spam", "Empty spam (2)"), ("trash", "Empty trash (2)")]
)
def test_the_button_says_how_many(
    client: FlaskClient, engine: Engine, post: Post, status: str, name: str
):
    for _ in range(2):
        caught(engine, post, status=Status(status))

    assert name in page(client, f"/desk/comments/?status={status}")
    assert "Empty " not in page(client, f"/desk/comments/?status={status}&word=learned")
    assert "Empty " not in page(client, "/desk/comments/?status=held")


def test_an_empty_list_has_nothing_to_be_emptied_of(client: FlaskClient):
    assert "Empty spam" not in page(client, SPAM)


def test_it_is_asked_first(client: FlaskClient, engine: Engine, post: Post):
    one = caught(engine, post)

    shown = without_tags(page(client, question_on(client)))

    assert "1 comment was in the spam" in shown
    assert status_of(engine, one) == "spam"


def test_what_came_since_stays(
    client: FlaskClient, engine: Engine, post: Post, clock: StoppedClock
):
    there = caught(engine, post)
    question = question_on(client)
    clock.forward(timedelta(minutes=1))
    since = caught(engine, post, moved_at=clock.now)
    asked = page(client, question)
    assert "Empty the spam of 1 comment" in asked

    answer = press(client, EMPTY, on=question, status="spam", seen_at=seen_at(asked))

    assert answer.status_code == 303
    assert [status_of(engine, it) for it in (there, since)] == ["gone", "spam"]
    shown = without_tags(page(client, answer.location))
    assert "Emptied the spam of 1 comment. Undo" in shown
    assert "Spam 1" in shown


def test_what_was_emptied_comes_back_with_undo(client: FlaskClient, engine: Engine, post: Post):
    one = caught(engine, post)
    press(client, EMPTY, on=SPAM, status="spam", seen_at=NOON.isoformat())
    shown = page(client, SPAM)
    number = shown.partition('name="number" value="')[2].partition('"')[0]

    press(client, "/desk/comments/undo", on=SPAM, number=number)

    assert status_of(engine, one) == "spam"


def test_a_second_click_empties_once_and_still_offers_undo(
    client: FlaskClient, engine: Engine, post: Post
):
    caught(engine, post)

    for _ in range(2):
        answer = press(client, EMPTY, on=SPAM, status="spam", seen_at=NOON.isoformat())
        assert answer.status_code == 303

    assert "Undo" in page(client, SPAM)


def test_where_nothing_is_left_it_is_said(client: FlaskClient):
    press(client, EMPTY, on=SPAM, status="spam", seen_at=NOON.isoformat())

    assert "Nothing of it is in the spam any more." in page(client, SPAM)


def test_it_is_recorded_why(client: FlaskClient, engine: Engine, post: Post):
    caught(engine, post)
    press(client, EMPTY, on=SPAM, status="spam", seen_at=NOON.isoformat())

    assert "the spam was emptied" in page(client, "/desk/decisions/")


@pytest.mark.parametrize(
    "moment",
    ["", "x", "2026-11-23T12:00:00", "2026-11-23T12:00:01+00:00", "9999-12-31T23:59:59+00:00"],
)
def test_a_moment_that_cannot_be_empties_nothing(
    client: FlaskClient, engine: Engine, post: Post, moment: str
):
    one = caught(engine, post)

    answer = press(client, EMPTY, on=SPAM, status="spam", seen_at=moment)

    assert answer.status_code == 422
    assert "Open the list again" in words(answer)
    assert status_of(engine, one) == "spam"


@pytest.mark.parametrize("status", ["", "held", "approved", "gone", "x"])
def test_no_other_list_is_emptied(client: FlaskClient, engine: Engine, post: Post, status: str):
    held = caught(engine, post, status=Status.HELD)

    answer = press(client, EMPTY, on=SPAM, status=status, seen_at=NOON.isoformat())

    assert answer.status_code == 422
    assert client.get(f"{EMPTY}?status={status}").status_code == 303
    assert status_of(engine, held) == "held"


def test_a_stale_token_empties_nothing(client: FlaskClient, engine: Engine, post: Post):
    one = caught(engine, post)

    answer = press_stale(client, EMPTY, on=SPAM, status="spam", seen_at=NOON.isoformat())

    assert answer.status_code == 422
    assert status_of(engine, one) == "spam"


def test_what_is_gone_has_no_page_and_is_not_decided_on(
    client: FlaskClient, engine: Engine, post: Post
):
    one = caught(engine, post)
    press(client, EMPTY, on=SPAM, status="spam", seen_at=NOON.isoformat())

    assert client.get(f"/desk/comments/{one.id}/").status_code == 404
    path = f"/desk/comments/{one.id}/decisions"
    answer = press(client, path, on=SPAM, to="approved", seen="spam")
    assert answer.status_code == 409
    assert "Erin emptied it away" in without_tags(words(answer))


def test_what_came_while_the_page_was_made_stays(
    client: FlaskClient,
    engine: Engine,
    post: Post,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
):
    there, came, page_of = caught(engine, post), [], store.page_of

    def slowly(*args: Any, **asked: Any) -> Any:
        found = page_of(*args, **asked)
        clock.forward(timedelta(milliseconds=20))
        came.append(caught(engine, post, moved_at=clock.now))
        clock.forward(timedelta(milliseconds=20))
        return found

    with monkeypatch.context() as while_made:
        while_made.setattr(store, "page_of", slowly)
        question = question_on(client)
    asked = page(client, question)
    press(client, EMPTY, on=question, status="spam", seen_at=seen_at(asked))

    assert [status_of(engine, it) for it in (there, came[0])] == ["gone", "spam"]


def test_what_was_noted_before_the_look_and_stored_after_it_stays(
    client: FlaskClient, engine: Engine, post: Post, clock: StoppedClock
):
    caught(engine, post)
    noted = clock.now
    clock.forward(timedelta(seconds=1))
    question = question_on(client)
    late = caught(engine, post, moved_at=noted)

    press(client, EMPTY, on=question, status="spam", seen_at=seen_at(page(client, question)))

    assert status_of(engine, late) == "spam"
