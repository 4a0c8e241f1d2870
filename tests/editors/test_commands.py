"""`flask editor`, as whoever looks after the site uses it."""

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.editors.model import Editor, Role
from tests import make


def run(app: Flask, *words: str, typed: str = f"{make.PASSWORD}\n") -> Result:
    return app.test_cli_runner().invoke(args=["editor", *words], input=typed)


def add(app: Flask, email: str = "erin@howard.example", *more: str, **typed: str) -> Result:
    return run(app, "add", email, "--name", "Erin", "--password-stdin", *more, **typed)


def test_an_editor_who_was_added_can_sign_in(app: Flask, client: FlaskClient):
    result = add(app)

    assert result.exit_code == 0
    assert "sign in at /desk/" in result.output
    make.sign_in_with_password(client)


def test_the_first_editor_is_the_owner_and_the_next_ones_are_not(app: Flask):
    assert "is the owner now" in add(app).output
    assert "is an editor now" in add(app, "sam@howard.example").output
    assert "is the owner now" in add(app, "ada@howard.example", "--role", "owner").output


def test_the_password_is_asked_for_twice_and_never_shown(app: Flask):
    asked = run(app, "add", "erin@howard.example", "--name", "Erin", typed=f"{make.PASSWORD}\n" * 2)

    assert asked.exit_code == 0
    assert make.PASSWORD not in asked.output


@pytest.mark.parametrize("email", ["erin@howard.example", "Erin@Howard.example"])
def test_the_same_address_again_is_refused_with_the_way_on(app: Flask, email: str):
    add(app)

    again = add(app, email)

    assert again.exit_code == 1
    assert "is an editor already" in again.output
    assert "flask editor password" in again.output


@pytest.mark.parametrize("weak", ["kettle-9f", "password123", "erin@howard.example"])
def test_a_weak_password_is_refused_with_the_reason(app: Flask, weak: str):
    result = add(app, typed=f"{weak}\n")

    assert result.exit_code == 1
    assert "Choose another password. It is" in result.output


@pytest.mark.parametrize("email", ["erin", "erin@", "Erin <erin@howard.example>", "a@b\n.example"])
def test_what_is_no_address_is_refused(app: Flask, email: str):
    result = add(app, email)

    assert result.exit_code == 1
    assert "is not an e-mail address" in result.output


def test_a_new_password_works_and_the_old_one_does_not(
    app: Flask, client: FlaskClient, editor: Editor
):
    result = run(app, "password", editor.email, "--password-stdin", typed="another-green-door\n")

    assert result.exit_code == 0
    with pytest.raises(AssertionError):
        make.sign_in_with_password(client)


def test_nobody_gets_a_password_who_is_not_there(app: Flask):
    result = run(app, "password", "eve@howard.example", "--password-stdin")

    assert result.exit_code == 1
    assert "No editor has the address eve@howard.example" in result.output


def test_the_list_names_everyone_with_their_role(app: Flask, engine: Engine, editor: Editor):
    make.an_editor(engine, name="Ada", email="ada@howard.example", role=Role.OWNER)

    lines = run(app, "list").output.splitlines()

    assert lines == ["owner     ada@howard.example   Ada", "editor    erin@howard.example  Erin"]


def test_a_role_is_changed_at_the_command_line(app: Flask, engine: Engine, editor: Editor):
    make.an_editor(engine, name="Ada", email="ada@howard.example", role=Role.OWNER)

    assert "Erin is a moderator now" in run(app, "role", editor.email, "moderator").output
    assert "moderator" in run(app, "list").output


def test_the_last_owner_stays_one_at_the_command_line_too(app: Flask, engine: Engine):
    make.an_editor(engine, name="Ada", email="ada@howard.example", role=Role.OWNER)

    result = run(app, "role", "ada@howard.example", "author")

    assert result.exit_code == 1
    assert "without an owner" in result.output


@pytest.mark.parametrize(
    "words", [("eve@howard.example", "author"), ("eve@howard.example", "king")]
)
def test_nobody_becomes_what_cannot_be(app: Flask, words: tuple[str, str]):
    assert run(app, "role", *words).exit_code != 0


def test_who_is_removed_is_signed_out(app: Flask, client: FlaskClient, editor: Editor):
    make.sign_in(client)

    result = run(app, "remove", "erin@howard.example")

    assert "removed" in result.output
    assert "There is no owner now" in result.output
    assert client.get("/desk/comments/").status_code == 303
