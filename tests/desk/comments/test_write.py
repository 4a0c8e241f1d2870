"""Answers in place, and other texts for comments: nothing typed is lost, no text forgotten."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.comments import store
from blog.comments.model import Comment, Status
from blog.db import reading, writing
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
STOOD = "status=held&order=oldest&page=2"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def held(engine: Engine, post: Post) -> Comment:
    return a_held_comment(engine, post)


def answers_to(comment: Comment) -> str:
    return f"{QUEUE}{comment.id}/answers?{STOOD}"


def texts_of(comment: Comment) -> str:
    return f"{QUEUE}{comment.id}/texts?{STOOD}"


def test_an_answer_is_public_at_once_with_what_it_answers(
    client: FlaskClient, engine: Engine, post: Post, held: Comment
):
    answer = press(client, answers_to(held), on=QUEUE, seen="held", text="\nWe *think* so.\n")

    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?{STOOD}")
    assert status_of(engine, held) == "approved"
    shown = page(client, f"/blog/{post.slug}/")
    assert "<em>think</em>" in shown
    assert "I learned something." in shown
    assert "Your answer to Ada is on the site. Undo" in without_tags(page(client, answer.location))


def test_an_answer_names_its_editor_and_gives_no_address_away(
    client: FlaskClient, engine: Engine, post: Post, held: Comment, editor: Editor
):
    press(client, answers_to(held), on=QUEUE, seen="held", text="We think so.")

    shown = page(client, f"/blog/{post.slug}/")
    assert "Erin" in shown
    assert editor.email not in shown
    ours = rows(engine, Comment)[-1]
    assert (ours.by_office, ours.parent_id, ours.text) == (True, held.id, "We think so.")


def test_a_second_click_answers_once(client: FlaskClient, engine: Engine, held: Comment):
    for _ in range(2):
        answer = press(client, answers_to(held), on=QUEUE, seen="held", text="We think so.")
        assert answer.status_code == 303

    assert len(rows(engine, Comment)) == 2
    assert "Undo" in page(client, QUEUE)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "x" * 65_526])
def test_an_answer_that_cannot_be_is_refused_with_its_words(
    client: FlaskClient, engine: Engine, held: Comment, text: str
):
    answer = press(client, answers_to(held), on=QUEUE, seen="held", text=text)

    assert answer.status_code == 422
    assert 'role="alert"' in words(answer)
    assert text.strip() in words(answer)
    assert status_of(engine, held) == "held"


def test_an_answer_to_what_somebody_moved_keeps_its_words(
    app: Flask, client: FlaskClient, engine: Engine, held: Comment
):
    make.an_editor(engine, name="Sam", email="sam@howard.example")
    sam = make.sign_in(app.test_client(), "sam@howard.example")
    press(sam, f"{QUEUE}{held.id}/decisions", on=QUEUE, to="spam", seen="held")

    answer = press(client, answers_to(held), on=QUEUE, seen="held", text="A <long> thought.")

    assert answer.status_code == 409
    assert "The comment of Ada: Sam marked it as spam on" in without_tags(words(answer))
    assert "A &lt;long&gt; thought.</textarea>" in words(answer)
    assert len(rows(engine, Comment)) == 1


def test_an_answer_with_a_stale_token_keeps_its_words(
    client: FlaskClient, engine: Engine, held: Comment
):
    answer = press_stale(client, answers_to(held), on=QUEUE, seen="held", text="A long thought.")

    assert answer.status_code == 422
    assert "send it once more" in words(answer)
    assert "A long thought.</textarea>" in words(answer)
    assert status_of(engine, held) == "held"


@pytest.mark.parametrize("seen", ["", "gone", "x"])
def test_an_answer_to_no_state_is_refused(
    client: FlaskClient, engine: Engine, held: Comment, seen: str
):
    answer = press(client, answers_to(held), on=QUEUE, seen=seen, text="A thought.")

    assert answer.status_code == 422
    assert "A thought.</textarea>" in words(answer)


def test_an_edit_keeps_both_texts(client: FlaskClient, engine: Engine, held: Comment):
    answer = press(
        client, texts_of(held), on=QUEUE, seen=fingerprint(held.text), text="Said *better*."
    )

    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?{STOOD}")
    changed = rows(engine, Comment)[0]
    assert (changed.text, changed.html) == ("Said *better*.", "<p>Said <em>better</em>.</p>")
    with reading(engine) as session:
        (before,) = store.versions(session, held.id)
    assert (before.text, before.by) == ("I learned something.", "Erin")
    shown = without_tags(page(client, QUEUE))
    assert "when Erin changed it: I learned something." in shown
    assert "Ada’s comment is changed. Undo" in shown


def test_a_second_click_edits_once(client: FlaskClient, engine: Engine, held: Comment):
    for _ in range(2):
        seen = fingerprint(held.text)
        answer = press(client, texts_of(held), on=QUEUE, seen=seen, text="Better.")
        assert answer.status_code == 303

    with reading(engine) as session:
        assert len(store.versions(session, held.id)) == 1


def test_an_edit_of_what_somebody_changed_shows_both_texts_and_saves_nothing(
    client: FlaskClient, engine: Engine, held: Comment
):
    with writing(engine) as session:
        store.rewrite(
            session, held.id, seen=held.text, text="As Sam put it.", html="", by="Sam",
            now=held.created_at,
        )  # fmt: skip

    answer = press(
        client, texts_of(held), on=QUEUE, seen=fingerprint(held.text), text="As Erin put it."
    )

    assert answer.status_code == 409
    assert 'dir="auto">As Sam put it.</div>' in words(answer)
    assert "As Erin put it.</textarea>" in words(answer)
    assert f'value="{fingerprint("As Sam put it.")}"' in words(answer)
    assert rows(engine, Comment)[0].text == "As Sam put it."


@pytest.mark.parametrize("text", ["", " ", "x" * 65_526])
def test_a_text_that_cannot_be_is_refused(
    client: FlaskClient, engine: Engine, held: Comment, text: str
):
    answer = press(client, texts_of(held), on=QUEUE, seen=fingerprint(held.text), text=text)

    assert answer.status_code == 422
    assert rows(engine, Comment)[0].text == "I learned something."


def test_an_edit_with_a_stale_token_keeps_its_words(
    client: FlaskClient, engine: Engine, held: Comment
):
    seen = fingerprint(held.text)
    answer = press_stale(client, texts_of(held), on=QUEUE, seen=seen, text="Said better.")

    assert answer.status_code == 422
    assert "Said better.</textarea>" in words(answer)
    assert rows(engine, Comment)[0].text == "I learned something."


@pytest.mark.parametrize("what", ["answers", "texts"])
def test_nothing_is_written_to_what_is_not_there(
    client: FlaskClient, engine: Engine, post: Post, what: str
):
    gone = a_held_comment(engine, post, status=Status.GONE)

    for number in (gone.id, 99):
        path = f"{QUEUE}{number}/{what}"
        answer = press(client, path, on=QUEUE, seen="held", text="A thought.")
        assert answer.status_code == 410
        assert "A thought." in words(answer)
        assert len(rows(engine, Comment)) == 1


@pytest.mark.parametrize("what", ["answers", "texts", "trust", "blocks"])
def test_reloading_what_was_refused_leads_to_the_comment(
    client: FlaskClient, held: Comment, what: str
):
    answer = client.get(f"{QUEUE}{held.id}/{what}?{STOOD}")

    assert answer.location == f"{QUEUE}{held.id}/?{STOOD}"
