"""Always trust this author; block this word or this network."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.comments.model import Comment, Status
from blog.db import reading, writing
from blog.decisions.model import Decision
from blog.editors.model import Editor
from blog.moderation import store as moderation
from blog.posts.model import Post
from blog.site import store as site
from tests import make
from tests.desk.at_the_desk import (
    a_held_comment,
    page,
    press,
    press_stale,
    status_of,
    without_tags,
    words,
)
from tests.rows import rows

QUEUE = "/desk/comments/"
HELD = f"{QUEUE}?status=held&order=newest"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def held(engine: Engine, post: Post) -> Comment:
    return a_held_comment(engine, post, network="192.0.2.0/24")


def trust(comment: Comment) -> str:
    return f"{QUEUE}{comment.id}/trust"


def blocks(comment: Comment) -> str:
    return f"{QUEUE}{comment.id}/blocks"


def trusted(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as session:
        return [(it.email_key, it.name) for it in moderation.trusted(session)]


def blocked(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return site.discussion(session).block_words.splitlines()


def decided(engine: Engine) -> list[tuple[str, str, str]]:
    found = (it for it in rows(engine, Decision) if it.thing != "post")
    return [(it.thing, it.became, it.why) for it in found]


def test_who_is_trusted_is_published_from_now_on(
    client: FlaskClient, engine: Engine, post: Post, held: Comment
):
    answer = press(client, trust(held), on=QUEUE, seen="held")

    assert (answer.status_code, answer.location) == (303, HELD)
    assert status_of(engine, held) == "approved"
    assert trusted(engine) == [("ada@reader.example", "Ada")]
    assert decided(engine) == [("author", "trusted", ""), ("comment", "approved", "")]
    shown = without_tags(page(client, f"{QUEUE}?status=approved"))
    assert "Ada is trusted from now on. Undo" in shown
    assert "This author is trusted" in shown


def test_a_second_click_on_trust_does_no_harm(client: FlaskClient, engine: Engine, held: Comment):
    for _ in range(2):
        assert press(client, trust(held), on=QUEUE, seen="held").status_code == 303

    assert len(decided(engine)) == 2
    assert "Undo" in page(client, QUEUE)


def test_nobody_is_trusted_for_what_a_colleague_called_spam(
    app: Flask, client: FlaskClient, engine: Engine, held: Comment
):
    make.an_editor(engine, name="Sam", email="sam@howard.example")
    sam = make.sign_in(app.test_client(), "sam@howard.example")
    press(sam, f"{QUEUE}{held.id}/decisions", on=QUEUE, to="spam", seen="held")

    answer = press(client, trust(held), on=QUEUE, seen="held")

    assert answer.status_code == 409
    assert "Sam marked it as spam" in without_tags(words(answer))
    assert trusted(engine) == []


def test_trust_with_a_stale_token_is_not_given(client: FlaskClient, engine: Engine, held: Comment):
    answer = press_stale(client, trust(held), on=QUEUE, seen="held")

    assert answer.status_code == 422
    assert "press the button again" in words(answer)
    assert trusted(engine) == []


@pytest.mark.parametrize("line", ["cheap loans", "teapot*", "192.0.2.0/24", "  loans "])
def test_a_line_is_blocked_and_the_comment_is_spam(
    client: FlaskClient, engine: Engine, held: Comment, line: str
):
    answer = press(client, blocks(held), on=QUEUE, seen="held", line=line)

    assert (answer.status_code, answer.location) == (303, HELD)
    assert blocked(engine) == [line.strip()]
    assert status_of(engine, held) == "spam"
    assert decided(engine) == [("block", "blocked", line.strip()), ("comment", "spam", "")]
    assert "is blocked, and the comment is spam. Undo" in without_tags(page(client, QUEUE))


def test_what_is_blocked_is_spam_at_the_door_from_now_on(
    client: FlaskClient, engine: Engine, post: Post, held: Comment
):
    press(client, blocks(held), on=QUEUE, seen="held", line="teapots")

    client.post(
        f"/blog/{post.slug}/comments",
        data={"name": "Eve", "email": "eve@abuse.example", "comment": "My teapots are cheap."},
    )

    eves = rows(engine, Comment)[-1]
    assert (eves.name, eves.status) == ("Eve", Status.SPAM)


def test_a_block_joins_the_owners_list_and_leaves_the_rest(
    client: FlaskClient, engine: Engine, held: Comment
):
    with writing(engine) as session:
        site.block(session, "loans")

    press(client, blocks(held), on=QUEUE, seen="held", line="teapots")

    assert blocked(engine) == ["loans", "teapots"]


def test_a_line_that_is_blocked_already_still_makes_it_spam(
    client: FlaskClient, engine: Engine, held: Comment
):
    with writing(engine) as session:
        site.block(session, "loans")

    press(client, blocks(held), on=QUEUE, seen="held", line="loans")

    assert blocked(engine) == ["loans"]
    assert decided(engine) == [("comment", "spam", "")]


def test_undo_takes_the_line_off_the_list_and_nothing_else(
    client: FlaskClient, engine: Engine, held: Comment
):
    with writing(engine) as session:
        site.block(session, "loans")
    press(client, blocks(held), on=QUEUE, seen="held", line="teapots")

    undo_last(client)

    assert blocked(engine) == ["loans"]
    assert status_of(engine, held) == "held"


def test_undo_of_a_line_that_stood_there_before_leaves_it(
    client: FlaskClient, engine: Engine, held: Comment
):
    with writing(engine) as session:
        site.block(session, "loans")
    press(client, blocks(held), on=QUEUE, seen="held", line="loans")

    undo_last(client)

    assert blocked(engine) == ["loans"]


def test_a_second_click_blocks_once(client: FlaskClient, engine: Engine, held: Comment):
    for _ in range(2):
        answer = press(client, blocks(held), on=QUEUE, seen="held", line="loans")
        assert answer.status_code == 303

    assert len(decided(engine)) == 2
    assert "Undo" in page(client, QUEUE)


@pytest.mark.parametrize("line", ["", " ", "*", "!?", "—", "x" * 201])
def test_a_line_that_matches_nothing_is_refused_with_its_words(
    client: FlaskClient, engine: Engine, held: Comment, line: str
):
    answer = press(client, blocks(held), on=QUEUE, seen="held", line=line)

    assert answer.status_code == 422
    assert f'value="{line.strip()}"' in words(answer)
    assert blocked(engine) == []
    assert status_of(engine, held) == "held"


def test_a_line_is_one_line(client: FlaskClient, engine: Engine, held: Comment):
    press(client, blocks(held), on=QUEUE, seen="held", line="cheap\r\nloans")

    assert blocked(engine) == ["cheap loans"]


def test_a_block_with_a_stale_token_keeps_its_word(
    client: FlaskClient, engine: Engine, held: Comment
):
    answer = press_stale(client, blocks(held), on=QUEUE, seen="held", line="loans")

    assert answer.status_code == 422
    assert 'value="loans"' in words(answer)
    assert blocked(engine) == []


def test_a_block_for_what_a_colleague_approved_is_refused(
    app: Flask, client: FlaskClient, engine: Engine, held: Comment
):
    make.an_editor(engine, name="Sam", email="sam@howard.example")
    sam = make.sign_in(app.test_client(), "sam@howard.example")
    press(sam, f"{QUEUE}{held.id}/decisions", on=QUEUE, to="approved", seen="held")

    answer = press(client, blocks(held), on=QUEUE, seen="held", line="loans")

    assert answer.status_code == 409
    assert blocked(engine) == []
    assert status_of(engine, held) == "approved"


def test_what_may_be_blocked_is_offered(client: FlaskClient, held: Comment):
    shown = page(client, QUEUE)

    for pick in ("192.0.2.0/24", "ada@reader.example"):
        assert f'name="line" value="{pick}"' in shown


def undo_last(client: FlaskClient) -> None:
    shown = page(client, QUEUE)
    number = shown.partition('name="number" value="')[2].partition('"')[0]
    token = make.csrf_token(shown)
    answer = client.post(f"{QUEUE}undo", data={"csrf_token": token, "number": number})
    assert answer.status_code == 303
