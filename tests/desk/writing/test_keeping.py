"""What is written and not saved: kept for its editor alone, and offered when the page opens."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from blog.db import reading
from blog.editors.model import Editor
from blog.posts.model import Post
from blog.revisions.model import PostDraft
from tests import make
from tests.clock import StoppedClock
from tests.desk.at_the_desk import edition_of, page, press, words
from tests.rows import rows

NEW = "/desk/posts/new"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def keep(client: FlaskClient, to: str, *, version: str = "", **fields: Any) -> TestResponse:
    token = make.csrf_token(page(client, NEW))
    typed = {"title": "On listening", "body": "Use both ears.", **fields}
    return client.post(to, data={"csrf_token": token, "version": version, **typed})


def at(post: Post) -> str:
    return f"/desk/posts/{post.id}"


def test_the_first_words_of_a_new_post_make_it_a_draft(client: FlaskClient, engine: Engine):
    answer = keep(client, f"{NEW}/draft", title="", body="## Ears\n\nUse both.", born="abc")
    again = keep(client, f"{NEW}/draft", title="", body="## Ears\n\nUse both.", born="abc")

    (post,) = rows(engine, Post)
    assert (post.title, post.standing, post.author) == ("Ears", "draft", "Erin")
    assert answer.json and answer.json["page"] == at(post)
    assert again.json and again.json["page"] == at(post)
    assert client.get("/blog/ears/").status_code == 404


def test_what_readers_see_stays_until_it_is_saved(client: FlaskClient, engine: Engine, post: Post):
    edition = edition_of(engine)

    assert keep(client, f"{at(post)}/draft", body="Something else.").status_code == 200

    assert edition_of(engine) == edition
    assert rows(engine, Post)[0].body == post.body
    shown = page(client, at(post))
    assert "You wrote on this and did not save it" in shown
    assert "Something else." not in shown
    assert "Something else." in page(client, f"{at(post)}?draft=mine")


def test_every_field_comes_back_as_it_was_typed(client: FlaskClient, post: Post):
    keep(client, f"{at(post)}/draft", tags="ears, eyes", expires_at="next week", sticky="y")

    shown = page(client, f"{at(post)}?draft=mine")

    for part in ('value="ears, eyes"', 'value="next week"', 'value="y" checked'):
        assert part in shown


def test_two_tabs_do_not_overwrite_each_other(client: FlaskClient, engine: Engine, post: Post):
    keep(client, f"{at(post)}/draft", body="One.")

    other = keep(client, f"{at(post)}/draft", body="Two.")
    same = keep(client, f"{at(post)}/draft", body="One.")
    next_ = keep(client, f"{at(post)}/draft", body="One and more.", version="1")

    assert (other.status_code, same.status_code, next_.status_code) == (409, 200, 200)
    assert other.json and other.json["fields"]["body"] == ["One."]
    assert [it.body for it in rows(engine, PostDraft)] == ["One and more."]


def test_what_is_saved_is_not_offered_any_more(client: FlaskClient, engine: Engine, post: Post):
    keep(client, f"{at(post)}/draft", body="New words.")
    shown = page(client, f"{at(post)}?draft=mine")
    typed = {"title": post.title, "slug": post.slug, "body": "New words.", "seen": "1"}

    answer = client.post(
        at(post), data={"csrf_token": make.csrf_token(shown), "version": "1", **typed}
    )

    assert answer.status_code == 303
    assert rows(engine, PostDraft) == []
    assert "did not save it" not in page(client, at(post))


def test_it_is_thrown_away_by_a_button(client: FlaskClient, engine: Engine, post: Post):
    keep(client, f"{at(post)}/draft", body="Never mind.")

    press(client, f"{at(post)}/draft/gone", on=at(post))

    assert rows(engine, PostDraft) == []


def test_nobody_else_sees_it(client: FlaskClient, engine: Engine, post: Post):
    keep(client, f"{at(post)}/draft", body="Between us.")
    make.an_editor(engine, name="Bob", email="bob@howard.example")
    press(client, "/desk/sign-out", on=at(post))

    make.sign_in(client, "bob@howard.example")

    assert "did not save it" not in page(client, at(post))
    assert "Between us." not in page(client, f"{at(post)}?draft=mine")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"csrf_token": "stale"}, "signed in again"),
        ({"body": "x" * 1_000_001}, "the text is too long"),
        ({"lead": "x" * 100_001}, "too long"),
    ],
)
def test_what_is_not_kept_says_why(
    client: FlaskClient, engine: Engine, post: Post, fields: dict[str, str], why: str
):
    answer = keep(client, f"{at(post)}/draft", **fields)

    assert answer.status_code == 422
    assert answer.json and why in answer.json["words"]
    assert rows(engine, PostDraft) == []


def test_a_text_that_is_too_long_is_refused_and_comes_back(client: FlaskClient, engine: Engine):
    body = "all work and no play " * 250_000

    answer = press(client, NEW, on=NEW, title="Dull", body=body, act="save")

    assert answer.status_code == 422
    assert "at most 1,000,000 characters" in words(answer)
    assert body.strip() in words(answer)
    assert rows(engine, Post) == []


def test_a_second_editor_is_told_of_the_first(
    client: FlaskClient, engine: Engine, post: Post, clock: StoppedClock
):
    token = make.csrf_token(page(client, at(post)))
    client.post(f"{at(post)}/presence", data={"csrf_token": token, "now": "writes"})
    make.an_editor(engine, name="Bob", email="bob@howard.example")
    press(client, "/desk/sign-out", on=at(post))
    make.sign_in(client, "bob@howard.example")

    assert "Erin is writing on this." in page(client, at(post))
    clock.forward(timedelta(minutes=2))
    assert "Erin is writing" not in page(client, at(post))
    with reading(engine) as session:
        assert session.get(Post, post.id)
