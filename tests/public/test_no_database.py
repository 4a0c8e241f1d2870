"""The database fails or is too busy: what was typed comes back, and the page says so."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine

from blog.db import open_engine
from blog.posts.model import Post
from tests.public.sent import SLUG, inquiry, reply


@pytest.fixture
def busy(app: Flask, database_url: str) -> Iterator[Engine]:
    """The app's only connection is with somebody else."""
    kit = app.extensions["kit"]
    engine = create_engine(database_url, pool_size=1, max_overflow=0, pool_timeout=0.05)
    with engine.connect():
        app.extensions["kit"] = replace(kit, engine=engine)
        yield engine
        app.extensions["kit"] = kit
    engine.dispose()


def preview(client, **fields):
    typed = {"email": "ada@example.org", "comment": "My words."}
    return client.post(f"/blog/{SLUG}/comments/preview", data=typed | fields)


@pytest.mark.parametrize("send", [reply, inquiry, preview])
def test_a_form_comes_back_when_no_connection_is_free(client, post, busy, send):
    answer = send(client, name="Ada & Co")

    assert answer.status_code == 503
    assert "could not store this" in answer.text
    assert "Ada &amp; Co" in answer.text


def test_a_page_says_so_when_no_connection_is_free(client: FlaskClient, post: Post, busy: Engine):
    answer = client.get("/blog/")

    assert answer.status_code == 503
    assert "We cannot reach our records" in answer.text


@pytest.mark.parametrize(("asked", "waited"), [("", 10), ("&connect_timeout=3", 3)])
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_nobody_waits_for_ever_for_a_connection(database_url, asked, waited):
    engine = open_engine(database_url + asked)

    with engine.connect() as connection:
        wire = connection.connection.driver_connection
        assert wire and wire.info.get_parameters()["connect_timeout"] == str(waited)
    engine.dispose()
