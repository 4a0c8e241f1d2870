"""Topics and saved replies: added, changed, ordered, deleted, and never over what others did."""

from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from blog.db import reading, writing
from blog.editors.model import Role
from blog.saved import store as saved
from blog.topics import store as topics
from tests import make
from tests.desk.at_the_desk import edition_of, page, press, press_stale, words

TOPICS, REPLIES = "/desk/settings/topics/", "/desk/replies/"
FIRST = {TOPICS: "/desk/settings/topics/1", REPLIES: "/desk/replies/1"}
NAME = {TOPICS: "name", REPLIES: "title"}
BOTH = pytest.mark.parametrize("path", [TOPICS, REPLIES])
HOSTILE = "<script>alert(1)</script>\"'>"


@pytest.fixture(autouse=True)
def _the_owner_is_signed_in(client: FlaskClient, engine: Engine) -> None:
    make.an_editor(engine, role=Role.OWNER)
    make.sign_in(client)


def fields(path: str, name: str, **more: Any) -> dict[str, Any]:
    return {NAME[path]: name, **({"text": "Dear {first_name}"} if path == REPLIES else {}), **more}


def add(client: FlaskClient, path: str, *names: str) -> TestResponse:
    for name in names:
        answer = press(client, path, on=path, **fields(path, name))
    return answer


def names(engine: Engine, path: str) -> list[str]:
    with reading(engine) as session:
        if path == TOPICS:
            return [it.name for it in topics.all_of(session)]
        return [it.title for it in saved.all_of(session)]


def seen(shown: str, path: str, act: str) -> str:
    """What the form in the page that goes to `act` says it saw."""
    form = shown.partition(f'action="{FIRST[path]}{act}"')[2]
    return form.partition('name="seen" value="')[2].partition('"')[0]


def click(client: FlaskClient, path: str, act: str, shown: str, **more: Any) -> TestResponse:
    return press(client, f"{FIRST[path]}{act}", on=path, seen=seen(shown, path, act), **more)


@BOTH
def test_what_is_added_stands_at_the_end_and_can_be_moved(
    client: FlaskClient, engine: Engine, path: str
):
    add(client, path, "One", "Two", "Three")

    answer = click(client, path, "/place", page(client, path), to="down")

    assert (answer.status_code, answer.location) == (303, path)
    assert names(engine, path) == ["Two", "One", "Three"]


@BOTH
def test_a_click_on_an_order_that_is_gone_moves_nothing(
    client: FlaskClient, engine: Engine, path: str
):
    add(client, path, "One", "Two")
    shown = page(client, path)
    add(client, path, "Three")

    answer = click(client, path, "/place", shown, to="down")

    assert answer.status_code == 409
    assert "Somebody changed the list" in words(answer)
    assert names(engine, path) == ["One", "Two", "Three"]


@BOTH
def test_a_change_over_the_change_of_another_is_told(
    client: FlaskClient, engine: Engine, path: str
):
    add(client, path, "One")
    old = seen(page(client, FIRST[path]), path, "")
    mine = fields(path, "Mine", is_on="y")
    press(client, FIRST[path], on=FIRST[path], seen=old, **fields(path, "Theirs", is_on="y"))

    answer = press(client, FIRST[path], on=FIRST[path], seen=old, **mine)

    assert answer.status_code == 409
    assert 'value="Mine"' in words(answer)
    assert names(engine, path) == ["Theirs"]
    again = press(client, FIRST[path], on=FIRST[path], seen=seen(words(answer), path, ""), **mine)
    assert again.status_code == 303
    assert names(engine, path) == ["Mine"]


@BOTH
def test_what_is_deleted_is_gone_and_a_second_click_says_so(
    client: FlaskClient, engine: Engine, path: str
):
    add(client, path, "One")
    shown = page(client, path)

    first, second = (click(client, path, "/removal", shown) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 409)
    assert "Somebody deleted this" in words(second)
    assert names(engine, path) == []


@BOTH
@pytest.mark.parametrize(
    ("name", "said"),
    [(" ", "Give it a"), ("x" * 101, "at most 100"), ("oNE", "already")],
)
def test_a_name_that_is_none_or_taken_is_refused(
    client: FlaskClient, engine: Engine, path: str, name: str, said: str
):
    add(client, path, "One")

    answer = add(client, path, name)

    assert answer.status_code == 422
    assert said in words(answer)
    assert f'id="{NAME[path]}-wrong"' in words(answer)
    assert names(engine, path) == ["One"]


@BOTH
def test_a_stale_token_or_no_database_keeps_what_was_typed(
    client: FlaskClient, engine: Engine, path: str
):
    table = "topic" if path == TOPICS else "saved_reply"
    typed = fields(path, "My words")
    stale = press_stale(client, path, on=path, **typed)
    add(client, path, "There")
    with writing(engine) as session:  # the list can be read, and nothing be added to it
        session.execute(text(f"UPDATE {table} SET place = 2147483646"))
        session.execute(text(f"CREATE UNIQUE INDEX no_more ON {table} ((1))"))
    full = add(client, path, "My words")
    with writing(engine) as session:
        session.execute(text("DROP INDEX no_more"))

    assert (stale.status_code, full.status_code) == (422, 503)
    assert "My words" in words(stale)
    assert "My words" in words(full)
    assert names(engine, path) == ["There"]


@BOTH
def test_a_hostile_name_is_only_a_name(client: FlaskClient, path: str):
    add(client, path, HOSTILE, "Two")

    for shown in (path, FIRST[path], "/contact/"):
        assert "<script>alert" not in page(client, shown)


def test_a_topic_is_offered_at_once_with_its_addresses_kept(client: FlaskClient, engine: Engine):
    add(client, TOPICS, "One")
    before = edition_of(engine)
    press(client, TOPICS, on=TOPICS, name="Two", letters_to="a@b.example\r\nc@d.example")

    assert edition_of(engine) > before
    assert "Two" in page(client, "/contact/")
    with reading(engine) as session:
        assert topics.all_of(session)[1].letters_to == ("a@b.example", "c@d.example")


def test_a_topic_that_is_off_is_not_offered(client: FlaskClient):
    add(client, TOPICS, "Coaching", "Two", "Three")
    mark = seen(page(client, FIRST[TOPICS]), TOPICS, "")

    press(client, FIRST[TOPICS], on=FIRST[TOPICS], name="Coaching", seen=mark)

    assert "Coaching" not in page(client, "/contact/").partition("<form")[2]


def test_a_topic_of_an_inquiry_stays(client: FlaskClient, engine: Engine):
    add(client, TOPICS, "One")
    with writing(engine) as session:
        make.an_inquiry(session, topic_id=1, topic="One")

    answer = click(client, TOPICS, "/removal", page(client, TOPICS))

    assert answer.status_code == 409
    assert "Take away the tick" in words(answer)
    assert names(engine, TOPICS) == ["One"]


def test_a_wrong_address_of_a_topic_is_named(client: FlaskClient, engine: Engine):
    answer = press(client, TOPICS, on=TOPICS, name="One", letters_to="nobody")

    assert answer.status_code == 422
    assert "“nobody”" in words(answer)
    assert names(engine, TOPICS) == []


def test_a_reply_with_a_word_that_cannot_be_filled_in_is_refused(client: FlaskClient):
    answer = press(client, REPLIES, on=REPLIES, title="One", text="Dear {Name} {topic}")

    assert answer.status_code == 422
    assert "{Name} cannot be filled in. Use {name}, {first_name}" in unescape(words(answer))
    assert "Dear {Name} {topic}" in unescape(words(answer))


def test_saved_replies_are_open_to_every_editor(client: FlaskClient, engine: Engine):
    make.an_editor(engine, name="Ed", email="ed@howard.example")
    press(client, "/desk/sign-out", on=REPLIES)
    make.sign_in(client, "ed@howard.example")

    assert add(client, REPLIES, "Thanks").status_code == 303
    assert client.get(TOPICS).status_code == 403
