"""What is to be looked at once more, said where a post is written."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, update

from blog.db import writing
from blog.editors.model import Editor
from blog.posts.model import Post
from tests import make
from tests.desk.at_the_desk import page, press, words

NEW = "/desk/posts/new"
NOWHERE = "no heading of this text has that address"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def a_draft(engine: Engine, **draft: Any) -> str:
    with writing(engine) as session:
        return f"/desk/posts/{make.a_draft(session, **draft).id}"


def test_a_text_as_it_is_saved_is_not_drawn_once_more_to_be_looked_at(
    client: FlaskClient, engine: Engine
):
    at = a_draft(engine, body="[Below](#below)")
    assert NOWHERE in page(client, at)

    with writing(engine) as session:
        session.execute(update(Post).values(html='<h2 id="below">Drawn already</h2>'))

    assert NOWHERE not in page(client, at)


def test_of_a_featured_picture_the_words_of_the_library_are_enough(
    client: FlaskClient, engine: Engine
):
    with writing(engine) as session:
        described = make.a_picture(session, alt="A red cat").id
        silent = make.a_picture(session, red=80).id
    typed = {"title": "Cats", "body": "Cats.", "lead": "Cats.", "act": "publish"}

    refused = press(client, NEW, on=NEW, **typed, picture_id=silent)
    taken = press(client, NEW, on=NEW, **typed, picture_id=described)

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert "Say what the picture shows" in words(refused)
    assert "The featured picture has no words" not in page(client, taken.location)
    assert 'alt="A red cat"' in page(client, "/blog/cats/")


def test_a_text_that_is_refused_is_looked_at_as_it_is_typed(client: FlaskClient, engine: Engine):
    at = a_draft(engine, body="## Below")

    answer = press(client, at, on=at, title="x" * 301, body="[Above](#above)")

    assert answer.status_code == 422
    assert NOWHERE in words(answer)


@pytest.mark.parametrize("sign", ["<", ">", '"', " ", "\xa0"])
def test_an_address_elsewhere_has_no_sign_that_would_end_it(client: FlaskClient, sign: str):
    typed = {"title": "Cats", "body": "Cats.", "act": "publish"}

    refused = press(client, NEW, on=NEW, **typed, canonical=f"https://a.example/x{sign}y")
    taken = press(client, NEW, on=NEW, **typed, canonical="https://a.example/é?b=1&c=%20")

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert "Enter the whole address, with https://" in words(refused)
