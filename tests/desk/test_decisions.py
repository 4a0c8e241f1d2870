"""The log of decisions: read, filtered, and never changed."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.comments.model import Status
from blog.db import writing
from blog.decisions import store
from blog.editors.model import Editor
from blog.posts.model import Post
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import page, without_tags

LOG = "/desk/decisions/"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def decide(engine: Engine, **values: object) -> None:
    ordinary = {
        "thing": "comment", "thing_id": 1, "was": "held", "became": "spam", "by": "Erin",
        "now": NOON,
    }  # fmt: skip
    with writing(engine) as session:
        store.note(session, **{**ordinary, **values})  # type: ignore[arg-type]


def test_it_says_who_what_from_to_why_and_when(client: FlaskClient, engine: Engine, post: Post):
    with writing(engine) as session:
        comment = make.a_comment(session, post)
    decide(engine, thing_id=comment.id, why="undo")

    shown = page(client, LOG)

    assert "23 November 2026, 04:00 Erin The comment of Ada held spam undo" in without_tags(shown)
    assert f'href="/desk/comments/{comment.id}/"' in shown


def test_it_links_posts_and_inquiries_and_names_what_is_gone(
    client: FlaskClient, engine: Engine, post: Post
):
    with writing(engine) as session:
        make.a_comment(session, post, status=Status.GONE)
        inquiry = make.an_inquiry(session)
    decide(engine)
    decide(engine, thing="inquiry", thing_id=inquiry.id, was="new", became="answered")
    decide(engine, thing="post", thing_id=99, was="draft", became="published")

    shown = page(client, LOG)

    assert f'href="/desk/inquiries/{inquiry.id}/"' in shown
    assert f'href="/desk/posts/{post.id}"' in shown
    assert "A comment that is gone" in shown
    assert "post 99" in shown


@pytest.mark.parametrize(
    "asked",
    [
        "by=Sam", "thing=block", "became=blocked", "since=2026-11-24",
        "by=Sam&thing=block&became=blocked&since=2026-11-24&until=2026-11-24",
    ],
)  # fmt: skip
def test_it_is_filtered(client: FlaskClient, engine: Engine, asked: str):
    decide(engine)
    tomorrow = NOON + timedelta(days=1)
    decide(engine, thing="block", became="blocked", by="Sam", why="loans", now=tomorrow)

    shown = without_tags(page(client, f"{LOG}?{asked}"))

    assert "1 decision," in shown
    assert "loans" in shown


def test_days_are_those_of_the_site(client: FlaskClient, engine: Engine):
    before_midnight = NOON.replace(day=24, hour=7, minute=59)
    decide(engine, why="late", now=before_midnight)  # 23:59 in Los Angeles
    decide(engine, why="early", now=before_midnight + timedelta(minutes=1))

    shown = page(client, f"{LOG}?until=2026-11-23")

    assert "late" in shown
    assert "early" not in shown


@pytest.mark.parametrize("asked", ["thing=x", "became=x", "since=x", "until=0001-01-01", "page=0"])
def test_what_no_log_can_be_asked_is_not_found(client: FlaskClient, asked: str):
    assert client.get(f"{LOG}?{asked}").status_code == 404


def test_a_name_nobody_has_finds_nothing(client: FlaskClient, engine: Engine):
    decide(engine)

    assert "Nothing like that was decided yet." in page(client, f"{LOG}?by=Nobody")


def test_it_has_pages_that_keep_the_filter(client: FlaskClient, engine: Engine):
    for number in range(21):
        decide(engine, why=f"number {number}.")

    first, second = page(client, f"{LOG}?by=Erin"), page(client, f"{LOG}?by=Erin&page=2")

    assert "number 20." in first
    assert "number 0." in second
    assert f'href="{LOG}?by=Erin&amp;page=2"' in first


def test_no_address_changes_it(app: Flask, client: FlaskClient):
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(LOG)]

    assert [rule.methods for rule in rules] == [{"GET", "HEAD", "OPTIONS"}]
    assert client.post(LOG).status_code == 405
