"""One's own account: name, password, sessions, and what happened with it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, update
from werkzeug.test import TestResponse

from blog.admission.model import Entry, What
from blog.authors import store as authors
from blog.authors.model import Author
from blog.db import writing
from blog.editors.model import Editor, SignedIn
from blog.outbox.model import Letter
from blog.posts.model import Post
from tests import make
from tests.desk.at_the_desk import page, press, press_stale, without_tags, words
from tests.rows import rows

NEW = "nine purple teapots"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def erin(client: FlaskClient, editor: Editor) -> FlaskClient:
    return make.sign_in(client)


def change_password(client: FlaskClient, present: str, password: str = NEW) -> TestResponse:
    typed = {"present": present, "password": password}
    return press(client, "/desk/me/password", on="/desk/me/", **typed)


def test_the_name_at_the_side_leads_to_the_account(erin: FlaskClient):
    assert 'href="/desk/me/"' in page(erin, "/desk/")
    assert "Your account" in page(erin, "/desk/me/")


def test_a_new_name_stands_under_what_one_wrote(erin: FlaskClient, engine: Engine):
    with writing(engine) as session:
        mine = authors.for_editor(session, 1, "Erin").id
        make.a_post(session, author_id=mine)

    answer = press(erin, "/desk/me/name", on="/desk/me/", name="Erin Howard")

    assert answer.status_code == 303
    assert rows(engine, Editor)[0].name == "Erin Howard"
    assert rows(engine, Post)[0].author == rows(engine, Author)[0].name == "Erin Howard"
    assert "Erin Howard" in page(erin, "/blog/coaching-vs-mentorship/")


@pytest.mark.parametrize("name", ["bob", "MARIA", "", " \u200b ", "n" * 246, "\0"])
def test_a_name_that_another_has_or_that_is_none_is_refused(
    erin: FlaskClient, engine: Engine, name: str
):
    make.an_editor(engine, name="Bob", email="bob@howard.example")
    with writing(engine) as session:
        authors.add(session, "Maria")

    answer = press(erin, "/desk/me/name", on="/desk/me/", name=name)

    assert answer.status_code == 422
    assert rows(engine, Editor)[0].name == "Erin"


def test_a_new_password_ends_all_other_sessions_and_is_told_by_letter(
    erin: FlaskClient, engine: Engine, app: Flask
):
    elsewhere = make.sign_in(app.test_client())

    answer = change_password(erin, make.PASSWORD)

    assert (answer.status_code, answer.location) == (303, "/desk/me/")
    assert "Password changed" in page(erin, "/desk/me/")
    assert elsewhere.get("/desk/").status_code == 303
    assert "was changed" in rows(engine, Letter)[0].body


def test_who_finds_the_desk_open_cannot_change_the_password(erin: FlaskClient, engine: Engine):
    for _ in range(10):
        answer = change_password(erin, "a guess")
        assert answer.status_code == 422
        assert "not your present password" in words(answer)

    answer = change_password(erin, make.PASSWORD)

    assert answer.status_code == 422
    assert "too many wrong tries" in words(answer)


@pytest.mark.parametrize("password", ["", "short", "erin@howard.example", "letmein123"])
def test_a_weak_password_is_refused(erin: FlaskClient, password: str):
    assert change_password(erin, make.PASSWORD, password).status_code == 422


def test_a_stale_form_changes_nothing(erin: FlaskClient, engine: Engine):
    answer = press_stale(erin, "/desk/me/name", on="/desk/me/", name="Somebody")

    assert answer.status_code == 422
    assert "Somebody" in words(answer)
    assert rows(engine, Editor)[0].name == "Erin"


def test_sessions_are_listed_and_one_is_ended(erin: FlaskClient, engine: Engine, app: Flask):
    other = app.test_client()
    token = make.csrf_token(page(other, "/desk/sign-in"))
    other.post(
        "/desk/sign-in",
        data={"csrf_token": token, "email": "erin@howard.example", "password": make.PASSWORD},
        headers={"User-Agent": FIREFOX},
    )
    shown = without_tags(page(erin, "/desk/me/"))
    assert "Firefox on Windows" in shown
    assert shown.count("This one") == 1
    assert "127.0.0.0/24" in shown

    for said in ("That session is ended", "had ended already"):
        assert press(erin, "/desk/me/sessions/2", on="/desk/me/").status_code == 303
        assert said in page(erin, "/desk/me/")

    assert other.get("/desk/").status_code == 303


def test_nobody_ends_the_session_of_somebody_else(erin: FlaskClient, engine: Engine, app: Flask):
    make.an_editor(engine, name="Bob", email="bob@howard.example")
    bobs = make.sign_in(app.test_client(), "bob@howard.example")

    press(erin, "/desk/me/sessions/2", on="/desk/me/")

    assert bobs.get("/desk/").status_code == 200


def test_signing_out_everywhere_ends_this_session_too(
    erin: FlaskClient, engine: Engine, app: Flask
):
    other = make.sign_in(app.test_client())

    answer = press(erin, "/desk/me/sign-out", on="/desk/me/")

    assert (answer.status_code, answer.location) == (303, "/desk/sign-in")
    assert other.get("/desk/").status_code == erin.get("/desk/").status_code == 303
    assert rows(engine, SignedIn) == []


def test_the_account_says_what_happened_and_shows_it_to_nobody_else(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask
):
    token = make.csrf_token(page(client, "/desk/sign-in"))
    hostile = "<script>alert(1)</script>" + "x" * 900
    client.post(
        "/desk/sign-in",
        data={"csrf_token": token, "email": editor.email, "password": "a guess"},
        headers={"User-Agent": hostile},
    )
    make.sign_in_with_password(client)

    shown = page(client, "/desk/me/")
    assert "Wrong password" in shown
    assert "Signed in" in shown
    assert "<script>alert" not in shown
    assert [it.what for it in rows(engine, Entry)] == [What.WRONG, What.RIGHT]
    assert len(rows(engine, Entry)[0].browser) == 200

    make.an_editor(engine, name="Bob", email="bob@howard.example")
    assert "Wrong password" not in page(
        make.sign_in(app.test_client(), "bob@howard.example"), "/desk/me/"
    )


def test_a_password_that_was_changed_elsewhere_is_not_overwritten(
    erin: FlaskClient, engine: Engine
):
    with writing(engine) as session:
        session.execute(update(Editor).values(password="changed"))

    assert change_password(erin, make.PASSWORD).status_code == 422
    assert rows(engine, Editor)[0].password == "changed"
