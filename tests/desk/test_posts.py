"""Posts at the desk: written, looked at, published, withdrawn; nothing typed is lost."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from werkzeug.test import TestResponse

from blog.db import reading, writing
from blog.editors.model import Editor
from blog.posts.model import Kind, Post
from tests import make
from tests.clock import StoppedClock
from tests.desk.at_the_desk import edition_of, page, press, press_stale, words

NEW = "/desk/posts/new"
TYPED = {"title": "On listening", "lead": "Ears first.", "body": "## Ears\n\nUse *both*."}


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def edit(client: FlaskClient, post: Post, **fields: str) -> TestResponse:
    """Send the form of a post as it was drawn, with some fields changed."""
    at = f"/desk/posts/{post.id}"
    shown = page(client, at)
    as_drawn = {"title": post.title, "slug": post.slug, "lead": post.lead, "body": post.body}
    typed = {"csrf_token": make.csrf_token(shown), "seen": seen_in(shown), "comments_open": "y"}
    return client.post(at, data={**typed, **as_drawn, "act": "save", **fields})


def seen_in(shown: str) -> str:
    return shown.partition('name="seen" type="hidden" value="')[2].partition('"')[0]


def number_of_posts(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(Post)) or 0


def kept(engine: Engine, post_id: int) -> Post:
    with reading(engine) as session:
        found = session.get(Post, post_id)
    assert found
    return found


def number_in(answer: TestResponse) -> int:
    assert answer.status_code == 303, words(answer)
    return int(answer.location.rpartition("/")[2])


def test_the_list_shows_every_post_with_its_standing(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        make.a_post(session, comments_open=False)
        make.a_draft(session)
        make.a_draft(session, title="About us", kind=Kind.PAGE)

    posts, pages = page(client, "/desk/posts/"), page(client, "/desk/pages/")

    for part in ("Coaching vs. Mentorship", "Published", "Not yet", "Draft", "comments closed"):
        assert part in posts
    assert "About us" not in posts
    assert "About us" in pages


def test_a_post_that_is_saved_is_a_draft_readers_do_not_find(client: FlaskClient, engine: Engine):
    answer = press(client, NEW, on=NEW, **TYPED, act="save")

    post = kept(engine, number_in(answer))
    assert (post.standing, post.slug, post.author) == ("draft", "on-listening", "Erin")
    assert not post.comments_open
    assert "Saved." in page(client, answer.location)
    assert client.get("/blog/on-listening/").status_code == 404


def test_a_post_that_is_published_is_there_for_readers_at_once(client: FlaskClient):
    assert "On listening" not in page(client, "/blog/")

    press(client, NEW, on=NEW, **TYPED, act="publish", comments_open="y")

    assert "On listening" in page(client, "/blog/")
    assert "<em>both</em>" in page(client, "/blog/on-listening/")


def test_a_page_stands_at_the_root(client: FlaskClient):
    new_page = f"{NEW}?kind=page"
    assert "New page" in page(client, new_page)

    press(client, new_page, on=new_page, **TYPED, act="publish")

    assert "<em>both</em>" in page(client, "/on-listening/")


@pytest.mark.parametrize("taken", ["desk", "blog", "Contact"])
def test_a_page_cannot_hide_a_part_of_the_site(client: FlaskClient, engine: Engine, taken: str):
    new_page = f"{NEW}?kind=page"

    answer = press(client, new_page, on=new_page, **TYPED, slug=taken, act="save")

    assert answer.status_code == 422
    assert "Choose another address" in words(answer)
    assert number_of_posts(engine) == 0


def test_a_preview_shows_the_page_and_saves_nothing(client: FlaskClient, engine: Engine):
    body = TYPED["body"] + "\n\n<script>alert(1)</script>"

    answer = press(client, NEW, on=NEW, **{**TYPED, "body": body}, act="preview")

    assert answer.status_code == 200
    shown = words(answer)
    assert "<em>both</em>" in shown
    assert "<script>alert" not in shown
    assert "Nothing is saved by looking at it" in shown
    assert answer.headers["Cache-Control"] == "no-store"
    assert number_of_posts(engine) == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " \u200b"}, "Give it a title."),
        ({"body": ""}, "Write something."),
        ({"title": "x" * 301}, "The title is too long"),
        ({"slug": "x" * 101}, "The address is too long"),
    ],
)
def test_a_refused_post_keeps_every_word(
    client: FlaskClient, engine: Engine, wrong: dict[str, str], said: str
):
    answer = press(client, NEW, on=NEW, **{**TYPED, **wrong}, act="publish")

    assert answer.status_code == 422
    assert said in words(answer)
    for field, text in TYPED.items():
        assert field in wrong or text in words(answer)
    assert number_of_posts(engine) == 0


def test_an_address_that_is_taken_is_said_beside_its_field(
    client: FlaskClient, engine: Engine, post: Post
):
    answer = press(client, NEW, on=NEW, **TYPED, slug=post.slug, act="save")

    assert answer.status_code == 422
    assert "has the address" in words(answer)
    assert TYPED["body"] in words(answer)
    assert number_of_posts(engine) == 1


def test_editing_a_published_post_reaches_readers_at_once(
    client: FlaskClient, engine: Engine, post: Post
):
    assert "New words." not in page(client, f"/blog/{post.slug}/")
    before = edition_of(engine)

    answer = edit(client, post, body="New words.")

    assert answer.status_code == 303
    assert edition_of(engine) > before
    assert "New words." in page(client, f"/blog/{post.slug}/")


def test_two_editors_do_not_overwrite_each_other_unawares(
    client: FlaskClient, engine: Engine, post: Post, clock: StoppedClock
):
    at = f"/desk/posts/{post.id}"
    opened = page(client, at)
    clock.forward(timedelta(minutes=1))
    edit(client, post, body="Sam’s words.")
    typed = {"csrf_token": make.csrf_token(opened), "title": post.title, "body": "My words."}

    answer = client.post(at, data={**typed, "seen": seen_in(opened), "act": "save"})

    assert answer.status_code == 409
    assert "changed this after you opened it" in words(answer)
    assert "My words." in words(answer)
    assert kept(engine, post.id).body == "Sam’s words."
    again = client.post(at, data={**typed, "seen": seen_in(words(answer)), "act": "save"})
    assert again.status_code == 303
    assert kept(engine, post.id).body == "My words."


def test_a_post_is_withdrawn_and_published_again(client: FlaskClient, post: Post):
    decisions, public = f"/desk/posts/{post.id}/decisions", f"/blog/{post.slug}/"
    assert client.get(public).status_code == 200

    answer = press(client, decisions, on="/desk/posts/", to="withdrawn", seen="published")
    assert "is withdrawn" in page(client, answer.location)
    assert client.get(public).status_code == 404
    press(client, decisions, on="/desk/posts/", to="published", seen="withdrawn")
    assert client.get(public).status_code == 200


def test_comments_are_closed_and_opened_again(client: FlaskClient, engine: Engine, post: Post):
    decisions, public = f"/desk/posts/{post.id}/decisions", f"/blog/{post.slug}/"

    press(client, decisions, on="/desk/posts/", to="comments closed", seen="comments open")
    assert "Comments are closed" in page(client, public)
    press(client, decisions, on="/desk/posts/", to="comments open", seen="comments closed")
    assert "Comments are closed" not in page(client, public)


def test_a_second_editor_is_told_who_was_first(
    app: Flask, client: FlaskClient, engine: Engine, post: Post
):
    make.an_editor(engine, name="Sam", email="sam@howard.example")
    sam = make.sign_in(app.test_client(), "sam@howard.example")
    decisions = f"/desk/posts/{post.id}/decisions"
    press(client, decisions, on="/desk/posts/", to="withdrawn", seen="published")
    press(sam, decisions, on="/desk/posts/", to="published", seen="withdrawn")

    answer = press(client, decisions, on="/desk/posts/", to="published", seen="withdrawn")

    assert answer.status_code == 409
    assert "<b>Sam</b> published it on" in " ".join(words(answer).split())
    assert kept(engine, post.id).standing == "published"


def test_a_second_click_is_the_same_decision(client: FlaskClient, engine: Engine, post: Post):
    before = edition_of(engine)

    for _ in range(2):
        decisions = f"/desk/posts/{post.id}/decisions"
        answer = press(client, decisions, on="/desk/posts/", to="withdrawn", seen="published")
        assert answer.status_code == 303

    assert edition_of(engine) == before + 1


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"to": "withdrawn"}, {"to": "draft", "seen": "published"},
        {"to": "gone", "seen": "published"},
    ],
)  # fmt: skip
def test_nonsense_decides_nothing(
    client: FlaskClient, engine: Engine, post: Post, fields: dict[str, str]
):
    answer = press(client, f"/desk/posts/{post.id}/decisions", on="/desk/posts/", **fields)

    assert answer.status_code == 422
    assert kept(engine, post.id).standing == "published"


def test_a_stale_token_saves_nothing_and_keeps_every_word(client: FlaskClient, engine: Engine):
    answer = press_stale(client, NEW, on=NEW, **TYPED, act="publish")

    assert answer.status_code == 422
    assert "What you typed is still here" in words(answer)
    for text in TYPED.values():
        assert text in words(answer)
    assert number_of_posts(engine) == 0


def test_a_stale_token_decides_nothing(client: FlaskClient, engine: Engine, post: Post):
    decisions = f"/desk/posts/{post.id}/decisions"

    answer = press_stale(client, decisions, on="/desk/posts/", to="withdrawn", seen="published")

    assert answer.status_code == 422
    assert "press the button again" in words(answer)
    assert kept(engine, post.id).standing == "published"


def test_a_post_that_is_not_there_is_not_found(client: FlaskClient):
    assert client.get("/desk/posts/99").status_code == 404
    assert press(client, "/desk/posts/99", on=NEW, **TYPED).status_code == 404
    gone = press(client, "/desk/posts/99/decisions", on=NEW, to="published", seen="draft")
    assert gone.status_code == 404


def test_reloading_a_refused_decision_leads_back_to_the_post(client: FlaskClient, post: Post):
    answer = client.get(f"/desk/posts/{post.id}/decisions")

    assert answer.location == f"/desk/posts/{post.id}"
