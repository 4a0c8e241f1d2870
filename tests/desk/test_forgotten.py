"""A new password by letter: what a stranger learns from it, which is nothing, and what the link
does."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

from blog import errands
from blog.admission import reset, tokens
from blog.admission import store as admission
from blog.admission.model import Asked, Entry, Reset, What
from blog.db import reading, writing
from blog.editors import people, store
from blog.editors.model import Editor, SignedIn
from blog.editors.sign_in import NOWHERE
from blog.outbox.leaving.deliver import deliver_one
from blog.outbox.model import Letter
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, press, words
from tests.rows import rows

NEW = "nine purple teapots"


def ask(client: FlaskClient, email: str = "erin@howard.example") -> TestResponse:
    return press(client, "/desk/forgotten", on="/desk/forgotten", email=email)


def link(app: Flask, engine: Engine) -> str:
    """In the latest letter, once the courier has been there."""
    errands.answer_who_forgot(app)
    found = re.search(r"http://localhost(/desk/\S+/[\w-]{43})\s", rows(engine, Letter)[-1].body)
    assert found
    return found[1]


def choose(client: FlaskClient, path: str, password: str = NEW) -> TestResponse:
    return press(client, path, on=path, password=password)


def test_a_stranger_is_answered_alike_whether_somebody_has_the_address(
    client: FlaskClient, editor: Editor, engine: Engine
):
    known, unknown = ask(client), ask(client, "ella@howard.example")

    assert known.status_code == unknown.status_code == 200
    assert words(known).replace("erin@", "ella@") == words(unknown)
    assert list(known.headers.keys()) == list(unknown.headers.keys())
    assert rows(engine, Letter) == []  # nor does the answer wait for one


def test_the_answer_takes_as_much_work_whether_somebody_has_the_address(
    client: FlaskClient, editor: Editor, app: Flask
):
    said: list[str] = []
    token = make.csrf_token(page(client, "/desk/forgotten"))
    engine = app.extensions["kit"].engine
    event.listen(engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    counted = []
    for email in ("erin@howard.example", "ella@howard.example"):
        said.clear()
        client.post("/desk/forgotten", data={"csrf_token": token, "email": email})
        counted.append(list(said))

    assert counted[0] == counted[1] != []


def test_a_wrong_password_takes_as_much_work_whether_somebody_has_the_address(
    client: FlaskClient, editor: Editor, app: Flask
):
    said: list[str] = []
    token = make.csrf_token(page(client, "/desk/sign-in"))
    engine = app.extensions["kit"].engine
    event.listen(engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    counted = []
    for email in ("erin@howard.example", "ella@howard.example"):
        said.clear()
        typed = {"csrf_token": token, "email": email, "password": "wrong"}
        client.post("/desk/sign-in", data=typed)
        counted.append(list(said))

    assert counted[0] == counted[1] != []


def test_the_letter_goes_to_the_editor_and_to_nobody_else(
    client: FlaskClient,
    editor: Editor,
    engine: Engine,
    app: Flask,
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level(logging.DEBUG)
    ask(client, " Erin@Howard.Example")
    ask(client, "ella@howard.example")

    path = link(app, engine)

    [letter] = rows(engine, Letter)
    assert letter.recipient == "erin@howard.example"
    assert "ends on 23 November 2026" in letter.body
    assert rows(engine, Asked) == []
    [kept] = rows_of_resets(engine)
    assert kept.token_hash == tokens.hashed(path.rpartition("/")[2])
    assert path.rpartition("/")[2] not in caplog.text


def test_a_forged_host_does_not_get_into_the_link(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask
):
    token = make.csrf_token(page(client, "/desk/forgotten"))
    client.post(
        "/desk/forgotten",
        data={"csrf_token": token, "email": editor.email},
        headers={"Host": "localhost", "X-Forwarded-Host": "eve.example"},
    )

    link(app, engine)

    assert "eve.example" not in rows(engine, Letter)[0].body


def test_the_new_password_lets_in_and_ends_every_other_session(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask
):
    elsewhere = make.sign_in(app.test_client())
    ask(client)
    path = link(app, engine)
    assert client.get(path).headers["Referrer-Policy"] == "same-origin"
    assert len(rows(engine, SignedIn)) == 1

    answer = choose(client, path)

    assert (answer.status_code, answer.location) == (303, "/desk/")
    assert "Your password is the new one" in page(client, "/desk/")
    assert elsewhere.get("/desk/").status_code == 303
    assert rows(engine, Entry)[-1].what is What.RESET
    last = rows(engine, Letter)[-1]
    assert (last.recipient, "was changed" in last.body) == (editor.email, True)
    assert "New password by letter" in page(client, "/desk/me/")


def test_a_link_opens_nothing_twice(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask
):
    ask(client)
    path = link(app, engine)
    token = make.csrf_token(page(client, path))
    choose(client, path)

    for answer in (client.get(path), client.post(path, data={"csrf_token": token})):
        assert answer.status_code == 410
        assert "opens nothing any more" in words(answer)


def test_of_two_links_the_newest_counts(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask
):
    ask(client)
    first = link(app, engine)
    ask(client)
    second = link(app, engine)

    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_a_link_ends_after_an_hour(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask, clock: StoppedClock
):
    ask(client)
    path = link(app, engine)

    clock.forward(timedelta(minutes=59))
    assert client.get(path).status_code == 200
    clock.forward(timedelta(minutes=1))
    assert client.get(path).status_code == 410


def test_who_was_removed_comes_in_by_no_link(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask
):
    ask(client)
    path = link(app, engine)
    with writing(engine) as session:
        people.remove(session, editor.email)
    ask(client)
    errands.answer_who_forgot(app)

    assert client.get(path).status_code == 410
    assert len(rows(engine, Letter)) == 1


def test_of_two_who_use_a_link_at_once_one_changes_the_password(engine: Engine, editor: Editor):
    with writing(engine) as session:
        admission.keep_reset(
            session, editor.id, token_hash=tokens.hashed("t"), now=NOON, until=NOON + reset.FOR
        )

    def use(number: int) -> bool:
        with writing(engine) as session:
            found = store.editor(session, editor.id)
            assert found
            return reset.use(
                session, "t", editor=found, kept=f"{number}", come_from=NOWHERE, now=NOON
            )

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(use, range(4))) == [False, False, False, True]


@pytest.mark.parametrize("password", ["", "short", "erin@howard.example", "p" * 201, "1234567890"])
def test_a_password_that_is_refused_leaves_the_link_as_it_is(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask, password: str
):
    ask(client)
    path = link(app, engine)

    assert choose(client, path, password).status_code == 422
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "email", ["", "x", "é\0\u202e@x", "a@b.example\r\nBcc: eve@x.example", "e" * 300 + "@x.example"]
)
def test_what_is_no_address_is_said(client: FlaskClient, engine: Engine, email: str):
    assert ask(client, email).status_code == 422
    assert rows(engine, Asked) == []


def test_one_address_gets_three_letters_an_hour_and_nobody_is_told(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask
):
    answers = []
    for _ in range(5):
        answers.append(words(ask(client)))
        errands.answer_who_forgot(app)

    assert len(rows(engine, Letter)) == 3
    assert len(set(answers)) == 1


def test_one_network_may_not_ask_for_ever(client: FlaskClient, engine: Engine):
    token = make.csrf_token(page(client, "/desk/forgotten"))
    for number in range(20):
        typed = {"csrf_token": token, "email": f"n{number}@howard.example"}
        assert client.post("/desk/forgotten", data=typed).status_code == 200

    answer = ask(client)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"


def test_once_the_letter_has_left_its_link_is_nowhere_in_the_database(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask, clock: StoppedClock
):
    ask(client)
    token = link(app, engine).rpartition("/")[2]
    sent: list[str] = []

    def send(letter: object) -> str:
        sent.append(letter.body)  # type: ignore[attr-defined]
        return "250 OK"

    assert deliver_one(engine, send, claimant="us", now=clock)

    assert token in sent[0]
    assert token not in rows(engine, Letter)[0].body


def test_what_lies_too_long_is_forgotten(
    client: FlaskClient, editor: Editor, engine: Engine, app: Flask, clock: StoppedClock
):
    make.sign_in(client)
    ask(client)
    link(app, engine)
    clock.forward(timedelta(days=90, seconds=1))

    errands.tidy(app)

    assert (rows(engine, Entry), rows_of_resets(engine)) == ([], [])


def rows_of_resets(engine: Engine) -> list[Reset]:
    with reading(engine) as session:
        found = [session.get(Reset, number) for number in range(1, 5)]
    return [it for it in found if it]
