"""The queue of comments: what it shows of each, what narrows it, and in which order it stands."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from blog.comments import store as comments
from blog.comments.model import Status
from blog.db import writing
from blog.editors.model import Editor
from blog.moderation import store as moderation
from blog.posts.model import Post
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import a_held_comment, page, without_tags

QUEUE = "/desk/comments/"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


def test_a_queue_without_comments_says_so(client: FlaskClient):
    assert "Nothing waits for you" in page(client, QUEUE)


def test_a_held_comment_is_shown_with_all_that_helps_to_decide(
    client: FlaskClient, engine: Engine, post: Post
):
    with writing(engine) as session:
        answered = make.a_comment(session, post, name="Sam", email="sam@prospect.example")
        make.a_comment(session, post, status=Status.SPAM)
        make.a_comment(session, post)
        make.a_comment(
            session,
            post,
            parent_id=answered.id,
            status=Status.HELD,
            text="Look at <b>this</b> http://a.example http://b.example",
            website="https://ada.example/",
            reasons=["2 links"],
            network="192.0.2.0/24",
        )

    shown = page(client, QUEUE)

    for part in (
        "Look at &lt;b&gt;this&lt;/b&gt;", "ada@reader.example", "https://ada.example/",
        "192.0.2.0/24", "in answer to <bdi>Sam</bdi>", "2 links", "1 spam before",
        "1 approved before", "Coaching vs. Mentorship", "23 November 2026, 04:00",
    ):  # fmt: skip
        assert part in shown
    assert 'href="https://ada.example/"' not in shown


@pytest.mark.parametrize(
    ("weights", "likely"), [([0], "approved"), ([45], None), ([20, 30], "spam"), ([100], "spam")]
)
def test_the_likely_button_is_the_one_that_its_weight_speaks_for(
    client: FlaskClient, engine: Engine, post: Post, weights: list[int], likely: str | None
):
    a_held_comment(engine, post, reasons=["a sign"] * len(weights), weights=weights)

    found = re.findall(r'act--yes" name="to" value="(\w+)" form="decide', page(client, QUEUE))

    assert found == ([likely] if likely else [])


def test_whose_author_sent_spam_before_has_spam_as_its_likely_button(
    client: FlaskClient, engine: Engine, post: Post
):
    for status in (Status.SPAM, Status.HELD):
        with writing(engine) as session:
            make.a_comment(session, post, status=status)

    assert 'act--yes" name="to" value="spam"' in page(client, QUEUE)


def test_the_queue_says_that_the_filter_has_not_seen_enough(
    client: FlaskClient, engine: Engine, post: Post
):
    assert "It is silent: it speaks from 50 and 100 on." in page(client, QUEUE)


def test_the_tabs_count_every_state(client: FlaskClient, engine: Engine, post: Post):
    with writing(engine) as session:
        for status, number in ((Status.HELD, 2), (Status.SPAM, 3), (Status.TRASH, 1)):
            for _ in range(number):
                make.a_comment(session, post, status=status)

    shown = " ".join(page(client, QUEUE).split())

    for tab, number in (("Held", 2), ("Approved", 0), ("Spam", 3), ("Trash", 1)):
        assert f'{tab} <span class="tab__count">{number}</span>' in shown


def test_the_newest_comes_first_and_twenty_stand_on_a_page(
    client: FlaskClient, engine: Engine, post: Post
):
    for number in range(21):
        a_held_comment(
            engine, post, text=f"number {number}.", created_at=NOON + timedelta(minutes=number)
        )

    first, second = page(client, QUEUE), page(client, f"{QUEUE}?status=held&page=2")

    assert first.index("number 20.") < first.index("number 1.")
    assert "number 0." not in first
    assert "number 0." in second
    assert "Page 2 of 2" in second


def test_nothing_a_commenter_types_becomes_markup(client: FlaskClient, engine: Engine, post: Post):
    evil = "<img src=x onerror=alert(1)>\"'{{7*7}}"
    a_held_comment(
        engine, post, name=evil, email=evil, text=evil, website=evil, reasons=[evil], network="n"
    )

    shown = page(client, QUEUE)

    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;&#34;&#39;{{7*7}}" in shown


def test_a_very_long_comment_is_shown_in_short_and_in_full(
    client: FlaskClient, engine: Engine, post: Post
):
    a_held_comment(engine, post, text="word " * 400 + "the end")

    shown = page(client, QUEUE)

    assert "Read all 2,007 characters" in shown
    assert "the end" in shown


def test_each_reason_has_its_weight_and_all_together_their_sum(
    client: FlaskClient, engine: Engine, post: Post
):
    reasons = ["3 links", "mostly capital letters", "first comment from this name and address"]
    a_held_comment(engine, post, reasons=reasons, weights=[45, 20, 0])

    shown = without_tags(page(client, QUEUE))

    assert "3 links 45 mostly capital letters 20 first comment" in shown
    assert "weight 65 of 100" in shown


def test_the_authors_history_is_told(client: FlaskClient, engine: Engine, post: Post):
    with writing(engine) as session:
        for _ in range(2):
            make.a_comment(session, post, created_at=NOON - timedelta(days=400))
        make.a_comment(session, post, status=Status.HELD)
        moderation.trust(session, email_key="ada@reader.example", name="Ada", by="Erin", now=NOON)

    shown = without_tags(page(client, QUEUE))

    assert "2 approved before, since 19 October 2025" in shown
    assert "trusted" in shown


def test_what_was_edited_can_be_read_as_it_was(client: FlaskClient, engine: Engine, post: Post):
    held = a_held_comment(engine, post, text="What I meant.")
    with writing(engine) as session:
        comments.rewrite(
            session, held.id, seen="What I meant.", text="What I mean.", html="", by="", now=NOON
        )

    shown = without_tags(page(client, QUEUE))

    assert "read what it said before" in shown
    assert "when its author changed it: What I meant." in shown
    assert "What I mean." in shown


def test_the_comment_it_answers_is_named_with_its_first_words(
    client: FlaskClient, engine: Engine, post: Post
):
    with writing(engine) as session:
        answered = make.a_comment(session, post, name="Sam", text="Is it so? " * 60)
    a_held_comment(engine, post, parent_id=answered.id)

    shown = without_tags(page(client, QUEUE))

    assert "in answer to Sam: Is it so? Is it so?" in shown
    assert "Is it so? " * 20 not in shown


def test_the_oldest_comes_first_where_that_is_wanted_and_stays_so(
    client: FlaskClient, engine: Engine, post: Post
):
    a_held_comment(engine, post, text="the older one", created_at=NOON - timedelta(days=1))
    a_held_comment(engine, post, text="the newer one")
    assert stands_before(page(client, QUEUE), "the newer one", "the older one")

    assert stands_before(page(client, f"{QUEUE}?order=oldest"), "the older one", "the newer one")
    assert stands_before(page(client, QUEUE), "the older one", "the newer one")


@pytest.mark.parametrize(
    "asked",
    ["post={post}", "author=EVE@abuse.example", "network=203.0.113.0/24", "word=TEAPOTS"],
)
def test_a_filter_narrows_the_list_and_the_counts_on_its_tabs(
    client: FlaskClient, engine: Engine, post: Post, asked: str
):
    with writing(engine) as session:
        other = make.a_post(session, title="Another post")
        eves = {
            "name": "Eve", "email": "eve@abuse.example", "network": "203.0.113.0/24",
            "text": "Cheap teapots here.",
        }  # fmt: skip
        make.a_comment(session, other, status=Status.HELD, **eves)
        make.a_comment(session, other, status=Status.SPAM, **eves)
        make.a_comment(session, post, status=Status.HELD)

    shown = page(client, f"{QUEUE}?{asked.format(post=other.id)}")

    assert "Cheap teapots here." in shown
    assert "I learned something." not in shown
    assert "Held 1 Approved 0 Spam 1 Trash 0" in without_tags(shown)
    assert "No longer only" in shown
    assert "Comments 2 held" in without_tags(shown)


def test_filters_work_together_and_are_dropped_one_by_one(
    client: FlaskClient, engine: Engine, post: Post
):
    a_held_comment(engine, post)

    shown = page(client, f"{QUEUE}?author=ada@reader.example&word=teapots")

    assert "No comment here is like that" in shown
    assert f'href="{QUEUE}?status=held&amp;order=newest&amp;word=teapots"' in shown
    assert f'href="{QUEUE}?status=held&amp;order=newest&amp;author=ada%40reader.example"' in shown


def test_a_tab_keeps_the_filters(client: FlaskClient):
    shown = page(client, f"{QUEUE}?word=tea")

    assert f'href="{QUEUE}?status=spam&amp;order=newest&amp;word=tea"' in shown


def test_a_post_that_is_filtered_by_and_not_there_is_said_to_be_so(client: FlaskClient):
    shown = page(client, f"{QUEUE}?post=2147483647")

    assert "one that is not there" in shown


@pytest.mark.parametrize("asked", ["status=gone", "status=x", "order=x", "post=x", "post=0"])
def test_what_no_list_can_be_is_not_found(client: FlaskClient, asked: str):
    assert client.get(f"{QUEUE}?{asked}").status_code == 404


def test_what_was_emptied_is_in_no_list_and_in_no_count(
    client: FlaskClient, engine: Engine, post: Post
):
    a_held_comment(engine, post, status=Status.GONE, text="gone for good")

    for status in ("held", "approved", "spam", "trash"):
        shown = page(client, f"{QUEUE}?status={status}")
        assert "gone for good" not in shown
        assert "Held 0 Approved 0 Spam 0 Trash 0" in without_tags(shown)


def test_the_page_asks_the_database_no_more_for_many_than_for_one(
    app: Flask, client: FlaskClient, engine: Engine, post: Post
):
    a_held_comment(engine, post)
    page(client, QUEUE)  # the first one reads the settings as well
    for_one = statements(app, lambda: page(client, QUEUE))
    for number in range(19):
        a_held_comment(engine, post, email=f"{number}@reader.example")

    assert statements(app, lambda: page(client, QUEUE)) == for_one


def stands_before(shown: str, one: str, other: str) -> bool:
    return shown.index(one) < shown.index(other)


def statements(app: Flask, look: object) -> int:
    asked: list[str] = []
    engine = app.extensions["kit"].engine

    def hear(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    assert callable(look)
    look()
    event.remove(engine, "before_cursor_execute", hear)
    return len(asked)
