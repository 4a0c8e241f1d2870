"""An address that gets a number because another has it says what has it."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.db import writing
from blog.editors.model import Editor, Role
from blog.posts.life.discard import discard
from blog.posts.life.publish import publish
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import page, press, without_tags

NEW = "/desk/posts/new"
TYPED = {"title": "The green door", "body": "It is green.", "act": "publish"}


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def said(client: FlaskClient, **fields: Any) -> tuple[str, str]:
    """The page after saving: what it says, and all of it."""
    answer = press(client, NEW, on=NEW, **{**TYPED, **fields})
    assert answer.status_code == 303
    shown = page(client, answer.location)
    return without_tags(shown), shown


def the_green_door(engine: Engine, what: Any = None) -> str:
    with writing(engine) as session:
        post = make.a_draft(session, title="The green door", slug="the-green-door")
        if what is publish or what is discard:
            what(session, post, by="Erin", now=NOON)
        return f"/desk/posts/{post.id}"


@pytest.mark.parametrize(
    ("what", "has_it"),
    [
        (None, "as the draft “The green door” has “the-green-door” already."),
        (publish, "as the post “The green door” has “the-green-door” already."),
        (discard, "as the post “The green door” in the trash has “the-green-door” already."),
    ],
)
def test_what_has_the_address_is_named_and_linked(client, engine, what, has_it):
    at = the_green_door(engine, what)

    told, shown = said(client)

    assert f"Saved and published. Its address is /blog/the-green-door-2/, {has_it}" in told
    assert f'<a href="{at}">“The green door”</a>' in shown
    assert "in the trash" not in has_it or "In the trash" in page(client, at)


def test_an_address_of_the_site_itself_is_named_without_a_link(client):
    told, _ = said(client, title="Archive")

    assert "/blog/archive-2/, as the site itself uses “archive”." in told


def test_nothing_is_said_of_an_address_without_a_number_or_one_that_was_typed(client, engine):
    assert "Its address is" not in said(client)[0]
    assert "Its address is" not in said(client, slug="the-green-door-2")[0]


def test_who_may_not_open_the_other_gets_no_link(app: Flask, client: FlaskClient, engine: Engine):
    at = the_green_door(engine)
    make.an_editor(engine, name="Ann", email="ann@howard.example", role=Role.AUTHOR)
    ann = make.sign_in(app.test_client(), "ann@howard.example")

    told, shown = said(ann)

    assert "as the draft “The green door” has" in told
    assert f'href="{at}"' not in shown
