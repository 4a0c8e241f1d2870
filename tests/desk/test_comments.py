"""The queue of comments: what it shows of each, and what an editor decides."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.comments.model import Comment, Status
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.editors.model import Editor
from blog.posts.model import Post
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import (
    a_held_comment,
    edition_of,
    page,
    press,
    press_stale,
    status_of,
    words,
)

QUEUE = "/desk/comments/"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def held(engine: Engine, post: Post) -> Comment:
    return a_held_comment(engine, post)


def decisions_on(comment: Comment) -> str:
    return f"/desk/comments/{comment.id}/decisions"


def test_the_desk_begins_with_the_comments(client: FlaskClient):
    assert client.get("/desk/").location == "/desk/comments/"
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


def test_a_doubtful_comment_has_spam_as_its_likely_button(
    client: FlaskClient, engine: Engine, post: Post
):
    a_held_comment(engine, post)
    assert 'act--yes" name="to" value="approved"' in page(client, QUEUE)

    a_held_comment(engine, post, reasons=["3 links"], created_at=NOON + timedelta(minutes=1))
    first = page(client, QUEUE).partition("</article>")[0]
    assert 'act--yes" name="to" value="spam"' in first
    assert 'pill--strong">3 links' in first


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


@pytest.mark.parametrize(
    ("to", "done"),
    [("approved", "Approved Ada"), ("spam", "as spam"), ("trash", "to the trash")],
)
def test_a_held_comment_goes_where_the_button_says(
    client: FlaskClient, engine: Engine, held: Comment, to: str, done: str
):
    answer = press(client, decisions_on(held), on=QUEUE, to=to, seen="held", page="1")

    assert (answer.status_code, answer.location) == (303, "/desk/comments/?status=held&page=1")
    assert status_of(engine, held) == to
    shown = page(client, answer.location)
    assert done in shown
    assert done not in page(client, answer.location)


def test_a_decision_is_recorded_with_who_made_it(
    client: FlaskClient, engine: Engine, held: Comment
):
    press(client, decisions_on(held), on=QUEUE, to="approved", seen="held")

    with reading(engine) as session:
        (decision,) = decisions.of(session, "comment", held.id)
    assert (decision.by, decision.was, decision.became) == ("Erin", "held", "approved")
    assert "Erin approved it on" in " ".join(page(client, f"{QUEUE}?status=approved").split())


def test_an_approved_comment_is_public_at_once(
    client: FlaskClient, engine: Engine, post: Post, held: Comment
):
    before = edition_of(engine)
    assert f"comment-{held.id}" not in page(client, f"/blog/{post.slug}/")

    press(client, decisions_on(held), on=QUEUE, to="approved", seen="held")

    assert edition_of(engine) > before
    assert f"comment-{held.id}" in page(client, f"/blog/{post.slug}/")


def test_undo_takes_a_decision_back(client: FlaskClient, engine: Engine, held: Comment):
    answer = press(client, decisions_on(held), on=QUEUE, to="spam", seen="held")
    shown = page(client, answer.location)
    assert ">Undo</button>" in shown

    undone = client.post(
        decisions_on(held),
        data={
            "csrf_token": make.csrf_token(shown),
            "seen": "spam",
            "to": "held",
            "tab": "held",
            "page": "1",
        },
    )

    assert undone.location == "/desk/comments/?status=held&page=1"
    assert status_of(engine, held) == "held"


@pytest.mark.parametrize("caught", ["spam", "trash"])
def test_a_restored_comment_goes_back_to_where_it_came_from(
    client: FlaskClient, engine: Engine, post: Post, caught: str
):
    with writing(engine) as session:
        comment = make.a_comment(session, post)
    press(client, decisions_on(comment), on=QUEUE, to=caught, seen="approved")

    press(client, decisions_on(comment), on=QUEUE, to="restore", seen=caught)

    assert status_of(engine, comment) == "approved"


def test_spam_that_was_caught_at_the_door_is_restored_to_the_queue(
    client: FlaskClient, engine: Engine, post: Post
):
    comment = a_held_comment(engine, post, status=Status.SPAM)

    press(client, decisions_on(comment), on=QUEUE, to="restore", seen="spam")

    assert status_of(engine, comment) == "held"


def test_a_second_editor_is_told_who_was_first(
    app: Flask, client: FlaskClient, engine: Engine, held: Comment
):
    make.an_editor(engine, name="Sam", email="sam@howard.example")
    sam = make.sign_in(app.test_client(), "sam@howard.example")
    press(client, decisions_on(held), on=QUEUE, to="approved", seen="held")

    answer = press(sam, decisions_on(held), on=QUEUE, to="spam", seen="held")

    assert answer.status_code == 409
    shown = " ".join(words(answer).split())
    assert "The comment of Ada: <b>Erin</b> approved it on" in shown
    assert 'role="alert"' in shown
    assert status_of(engine, held) == "approved"


def test_a_second_click_of_the_same_editor_is_the_same_decision(
    client: FlaskClient, engine: Engine, held: Comment
):
    for _ in range(2):
        answer = press(client, decisions_on(held), on=QUEUE, to="approved", seen="held")
        assert answer.status_code == 303

    with reading(engine) as session:
        assert len(decisions.of(session, "comment", held.id)) == 1


def test_a_decision_on_a_state_that_was_never_seen_is_refused(
    client: FlaskClient, engine: Engine, held: Comment
):
    answer = press(client, decisions_on(held), on=QUEUE, to="approved", seen="spam")

    assert answer.status_code == 409
    assert "no longer in the state you saw" in words(answer)
    assert status_of(engine, held) == "held"


def test_a_stale_token_decides_nothing_and_says_so(
    client: FlaskClient, engine: Engine, held: Comment
):
    answer = press_stale(client, decisions_on(held), on=QUEUE, to="approved", seen="held")

    assert answer.status_code == 422
    assert "press the button again" in words(answer)
    assert "I learned something." in words(answer)
    assert status_of(engine, held) == "held"


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"to": "gone", "seen": "held"}, {"to": "approved"}, {"to": "approved", "seen": "x"},
        {"to": "approved", "seen": "held", "tab": "x"},
    ],
)  # fmt: skip
def test_nonsense_decides_nothing(
    client: FlaskClient, engine: Engine, held: Comment, fields: dict[str, str]
):
    assert press(client, decisions_on(held), on=QUEUE, **fields).status_code == 422
    assert status_of(engine, held) == "held"


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40])
def test_a_page_that_cannot_be_is_the_first_one(
    client: FlaskClient, engine: Engine, held: Comment, number: str
):
    answer = press(client, decisions_on(held), on=QUEUE, to="spam", seen="held", page=number)

    assert client.get(answer.location).status_code == 200


def test_the_last_comment_of_the_last_page_leads_back_to_a_page_that_is_there(
    client: FlaskClient, engine: Engine, post: Post
):
    for number in range(21):
        last = a_held_comment(engine, post, created_at=NOON - timedelta(minutes=number))

    answer = press(client, decisions_on(last), on=QUEUE, to="spam", seen="held", page="2")

    assert "Marked " in page(client, answer.location)


def test_a_comment_that_is_not_there_is_not_found(client: FlaskClient):
    answer = press(client, "/desk/comments/99/decisions", on=QUEUE, to="spam", seen="held")

    assert answer.status_code == 404


def test_reloading_a_refused_decision_leads_back_to_the_queue(client: FlaskClient, held: Comment):
    assert client.get(decisions_on(held)).location == "/desk/comments/"


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
