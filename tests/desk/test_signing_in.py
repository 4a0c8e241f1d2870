"""The sign-in page: whom it lets in, and what it says to everybody else."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from werkzeug.test import TestResponse

from blog.db import reading, writing
from blog.editors.model import Editor, SignedIn
from blog.intake import store as intake
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, words


def try_to(client: FlaskClient, email: str, password: str, **more: str) -> TestResponse:
    token = make.csrf_token(page(client, "/desk/sign-in"))
    typed = {"email": email, "password": password, "csrf_token": token}
    return client.post("/desk/sign-in", data={**typed, **more})


def test_the_right_password_lets_in(client: FlaskClient, editor: Editor):
    answer = try_to(client, " Erin@Howard.Example ", make.PASSWORD)

    assert (answer.status_code, answer.location) == (303, "/desk/")
    assert "Erin" in page(client, "/desk/comments/")


def test_who_is_signed_in_needs_no_sign_in_page(client: FlaskClient, editor: Editor):
    make.sign_in_with_password(client)

    assert client.get("/desk/sign-in").location == "/desk/"


def test_the_cookie_is_for_the_desk_and_out_of_reach_of_scripts(
    client: FlaskClient, editor: Editor
):
    cookie = try_to(client, editor.email, make.PASSWORD).headers["Set-Cookie"]

    assert cookie.startswith("desk=")
    for part in ("HttpOnly", "Path=/desk", "SameSite=Lax"):
        assert part in cookie


def test_signing_in_begins_a_new_session_and_ends_the_old_one(
    client: FlaskClient, editor: Editor, engine: Engine
):
    page(client, "/desk/sign-in")
    before = client.get_cookie("desk", path="/desk")
    make.sign_in_with_password(client)
    after = client.get_cookie("desk", path="/desk")
    assert before and after
    assert before.value != after.value

    token = make.csrf_token(page(client, "/desk/comments/"))
    typed = {"email": editor.email, "password": make.PASSWORD, "csrf_token": token}
    assert client.post("/desk/sign-in", data=typed).status_code == 303

    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(SignedIn)) == 1


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(
    client: FlaskClient, editor: Editor
):
    wrong = try_to(client, "erin@howard.example", "not the one")
    unknown = try_to(client, "ella@howard.example", "not the one")

    assert wrong.status_code == unknown.status_code == 422
    assert without_typed(wrong) == without_typed(unknown)
    assert "do not belong together" in words(wrong)


def test_the_address_is_kept_and_the_password_is_not(client: FlaskClient, editor: Editor):
    answer = try_to(client, editor.email, "some wrong password")

    assert editor.email in words(answer)
    assert "some wrong password" not in words(answer)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("", "x"),
        ("erin@howard.example", ""),
        ("e" * 300, "x"),
        ("é\0\u202e@x", "\0"),
        ("x", "p" * 900),
    ],
)
def test_nonsense_is_refused_in_place(client: FlaskClient, email: str, password: str):
    answer = try_to(client, email, password)

    assert answer.status_code == 422
    assert "Sign in to the desk" in words(answer)


def test_a_stale_page_is_drawn_again_with_words(client: FlaskClient, editor: Editor):
    answer = client.post(
        "/desk/sign-in",
        data={"email": editor.email, "password": make.PASSWORD, "csrf_token": "stale"},
    )

    assert answer.status_code == 422
    assert "was open for too long" in words(answer)
    assert editor.email in words(answer)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://eve.example/desk/", "//eve.example/desk/", "/desk/\\eve.example",
        "/desk/\n\nx", "javascript:alert(1)", "/blog/", "desk/",
    ],
)  # fmt: skip
def test_signing_in_leads_nowhere_but_to_the_desk(
    client: FlaskClient, editor: Editor, elsewhere: str
):
    answer = try_to(client, editor.email, make.PASSWORD, next=elsewhere)

    assert answer.location == "/desk/"


def test_the_eleventh_try_after_ten_wrong_ones_is_refused_even_if_it_is_right(
    client: FlaskClient, editor: Editor, clock: StoppedClock
):
    for _ in range(10):
        assert try_to(client, editor.email, "a guess").status_code == 422

    answer = try_to(client, editor.email, make.PASSWORD)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert "Wait for 15 minutes" in words(answer)
    assert editor.email in words(answer)
    clock.forward(timedelta(minutes=15))
    assert try_to(client, editor.email, make.PASSWORD).status_code == 303


def test_an_unknown_account_is_slowed_down_just_the_same(client: FlaskClient):
    for _ in range(10):
        assert try_to(client, "nobody@howard.example", "a guess").status_code == 422

    assert try_to(client, "Nobody@Howard.example", "a guess").status_code == 429


def test_the_twenty_first_try_from_one_network_is_refused(client: FlaskClient):
    for number in range(20):
        assert try_to(client, f"n{number}@howard.example", "a guess").status_code == 422

    assert try_to(client, "another@howard.example", "a guess").status_code == 429


def test_right_passwords_are_not_counted(client: FlaskClient, editor: Editor):
    for _ in range(25):
        assert try_to(client, editor.email, make.PASSWORD).status_code == 303
        client.delete_cookie("desk", path="/desk")


def test_who_guesses_from_elsewhere_does_not_keep_the_editor_out(app: Flask, editor: Editor):
    eve, erin = at(app, "203.0.113.7"), at(app, "198.51.100.4")
    for _ in range(11):
        guessed = try_to(eve, editor.email, "a guess")

    assert guessed.status_code == 429
    assert try_to(erin, editor.email, make.PASSWORD).status_code == 303


@pytest.mark.parametrize("email", ["erin@howard.example", "nobody@howard.example"])
def test_whoever_guesses_from_many_networks_is_slowed_down(
    app: Flask, engine: Engine, editor: Editor, email: str
):
    """Each of them may be another's; those that the editor came in from stay open."""
    assert try_to(at(app, "198.51.100.4"), editor.email, make.PASSWORD).status_code == 303
    with writing(engine) as session:
        for _ in range(100):
            intake.count(session, f"sign-in as {email}", seconds=900, now=NOON)

    answer = try_to(at(app, "203.0.113.7"), email, make.PASSWORD)
    at_home = try_to(at(app, "198.51.100.9"), editor.email, make.PASSWORD)

    assert answer.status_code == 429
    assert at_home.status_code == 303


def at(app: Flask, address: str) -> FlaskClient:
    """A browser there."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return client


def without_typed(answer: TestResponse) -> str:
    text = words(answer)
    for typed in ("erin@howard.example", "ella@howard.example"):
        text = text.replace(typed, "")
    return text.replace(make.csrf_token(text), "")
