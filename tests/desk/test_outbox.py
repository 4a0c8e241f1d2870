"""The outbox at the desk: where each letter is, and what may be done about a stuck one."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog import create_app
from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.editors.model import Editor, Role
from blog.inquiries.reference import reference
from blog.outbox.model import Attempt, Letter, Stage
from blog.posts.model import Post
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, press, press_stale, words
from tests.notices.told import an_owed_comment

OUTBOX = "/desk/outbox/"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def dead(engine: Engine) -> Letter:
    with writing(engine) as session:
        return make.a_letter(session, stage=Stage.DEAD, attempts=1, last_answer="552 mailbox full")


def page_of(letter: Letter) -> str:
    return f"{OUTBOX}{letter.id}/"


def decisions_on(letter: Letter) -> str:
    return f"{OUTBOX}{letter.id}/decisions"


def stage_of(engine: Engine, letter: Letter) -> str:
    with reading(engine) as session:
        found = session.get(Letter, letter.id)
    assert found
    return found.stage


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_tab_with_its_letters(client: FlaskClient, engine: Engine, stage: Stage):
    with writing(engine) as session:
        make.a_letter(session, stage=stage, sent_at=NOON, subject=f"It is {stage}")

    assert f"It is {stage}" in page(client, f"{OUTBOX}?stage={stage}")


def test_a_letter_is_shown_with_its_attempts_and_what_it_is_about(
    client: FlaskClient, engine: Engine, dead: Letter
):
    with writing(engine) as session:
        inquiry = make.an_inquiry(session)
        session.add(
            Attempt(
                letter_id=dead.id, recipient="x", at=NOON, outcome="later", answer="450 greylisted"
            )
        )

    shown = page(client, f"{OUTBOX}?stage=dead")

    for part in (
        "office@howard.example", "L-0001 from Sam", "552 mailbox full", "1 attempt",
        "450 greylisted", f'/desk/inquiries/{inquiry.id}/">{reference(inquiry.id)}',
    ):  # fmt: skip
        assert part in shown


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("comment", ">a comment</a>"),
        ("comments", ">several comments</a>"),
        ("answer", ">an answer</a> to a reader’s comment"),
        ("confirm", "asking whether to send answers"),
    ],
)
def test_each_kind_of_letter_says_what_it_is(client: FlaskClient, engine: Engine, about, words):
    with writing(engine) as session:
        make.a_letter(session, about=about)

    assert words in page(client, "/desk/outbox/")


def test_a_dead_letter_is_sent_again(client: FlaskClient, engine: Engine, dead: Letter):
    answer = press(
        client, decisions_on(dead), on=f"{OUTBOX}?stage=dead", to="due", seen="dead", tab="dead"
    )

    assert (answer.status_code, answer.location) == (303, "/desk/outbox/?stage=dead&page=1")
    assert stage_of(engine, dead) == "due"
    assert "is on its way" in page(client, answer.location)


def test_a_dead_letter_that_was_dropped_stays_on_record(
    client: FlaskClient, engine: Engine, dead: Letter
):
    why = "Sam has called."
    answer = press(client, decisions_on(dead), on=page_of(dead), to="dropped", seen="dead", why=why)

    assert (answer.status_code, answer.location) == (303, page_of(dead))
    assert stage_of(engine, dead) == "dropped"
    assert why in page(client, f"{OUTBOX}?stage=dropped")
    shown = page(client, page_of(dead))
    assert f"Erin dropped it: <q>{why}</q>" in shown
    assert 'class="alarm"' not in page(client, OUTBOX)


def test_a_letter_that_waits_may_be_tried_now(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        letter = make.a_letter(session, due_at=NOON + timedelta(hours=4), attempts=6)
    assert "Send now" in page(client, OUTBOX)

    press(client, decisions_on(letter), on=OUTBOX, to="due", seen="due", tab="due")

    assert "Send now" not in page(client, OUTBOX)


@pytest.mark.parametrize(
    ("stage", "to"), [("sent", "due"), ("sent", "dropped"), ("due", "dropped"), ("sent", "held")]
)
def test_a_letter_that_has_moved_on_is_left_alone(
    client: FlaskClient, engine: Engine, stage: str, to: str
):
    with writing(engine) as session:
        letter = make.a_letter(session, stage=stage, sent_at=NOON)

    answer = press(
        client, decisions_on(letter), on=OUTBOX, to=to, seen="dead", tab="dead", why="So."
    )

    assert answer.status_code == 409
    assert "has moved on since you saw it" in words(answer)
    assert stage_of(engine, letter) == stage


def test_a_second_click_sends_no_second_copy(client: FlaskClient, engine: Engine, dead: Letter):
    first = press(client, decisions_on(dead), on=OUTBOX, to="due", seen="dead", tab="dead")
    second = press(client, decisions_on(dead), on=OUTBOX, to="due", seen="dead", tab="dead")

    assert (first.status_code, second.status_code) == (303, 303)
    assert stage_of(engine, dead) == "due"
    with reading(engine) as session:
        assert len(decisions.of(session, "letter", dead.id)) == 1


def test_a_second_editor_is_told_that_the_letter_has_moved(
    client: FlaskClient, engine: Engine, app: Flask, dead: Letter
):
    make.an_editor(engine, name="Ann", email="ann@howard.example")
    other = make.sign_in(app.test_client(), "ann@howard.example")
    press(client, decisions_on(dead), on=page_of(dead), to="due", seen="dead")

    answer = press(other, decisions_on(dead), on=page_of(dead), to="due", seen="dead")

    assert answer.status_code == 409
    assert "has moved on since you saw it" in words(answer)


@pytest.mark.parametrize("to", ["held", "dropped"])
def test_holding_and_dropping_ask_for_a_reason(
    client: FlaskClient, engine: Engine, dead: Letter, to: str
):
    answer = press(client, decisions_on(dead), on=page_of(dead), to=to, seen="dead", why=" ")

    assert answer.status_code == 422
    assert "Say why" in words(answer)
    assert stage_of(engine, dead) == "dead"


def test_a_letter_goes_to_another_address_and_says_so(
    client: FlaskClient, engine: Engine, dead: Letter
):
    where = f"{page_of(dead)}recipients"
    answer = press(
        client, where, on=page_of(dead), seen="dead", recipient="reception@howard.example"
    )

    assert answer.status_code == 303
    shown = page(client, page_of(dead))
    assert "Erin sent it to another address: <q>to reception@howard.example</q>" in shown
    assert stage_of(engine, dead) == "due"


@pytest.mark.parametrize(
    "recipient", ["", "nobody", "a@b@c", "a@b.example\r\nBcc: eve@abuse.example"]
)
def test_an_address_that_is_none_is_refused_and_kept(
    client: FlaskClient, engine: Engine, dead: Letter, recipient: str
):
    where = f"{page_of(dead)}recipients"
    answer = press(client, where, on=page_of(dead), seen="dead", recipient=recipient)

    assert answer.status_code == 422
    assert "Enter" in words(answer)
    assert stage_of(engine, dead) == "dead"


def test_the_page_of_a_letter_shows_it_as_it_leaves(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        letter = make.a_letter(session, subject="Für Ada <b>", reply_to_name="Sam")

    shown = page(client, page_of(letter))

    for part in (
        "Für Ada &lt;b&gt;", "Message-ID", "&lt;1@howard.example&gt;", "Auto-Submitted",
        "Do you coach teams of five?", "It was not tried yet.",
    ):  # fmt: skip
        assert part in shown


def test_letters_are_found_by_subject_and_address(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        make.a_letter(session, subject="One of Ada")
        make.a_letter(session, recipient="ada@reader.example", subject="Two")
        make.a_letter(session, subject="Three")

    shown = page(client, f"{OUTBOX}?word=ADA")

    assert "One of Ada" in shown and "Two" in shown
    assert "Three" not in shown
    assert "No letter here" in page(client, f"{OUTBOX}?word=%00nobody")


def test_a_stale_token_sends_nothing_and_says_so(client: FlaskClient, engine: Engine, dead: Letter):
    answer = press_stale(client, decisions_on(dead), on=OUTBOX, to="due", seen="dead", tab="dead")

    assert answer.status_code == 422
    assert "press the button again" in words(answer)
    assert stage_of(engine, dead) == "dead"


@pytest.mark.parametrize(
    "fields", [{}, {"to": "sent", "seen": "dead"}, {"to": "due"}, {"to": "x", "tab": "x"}]
)
def test_nonsense_changes_nothing(
    client: FlaskClient, engine: Engine, dead: Letter, fields: dict[str, str]
):
    assert press(client, decisions_on(dead), on=OUTBOX, **fields).status_code == 422
    assert stage_of(engine, dead) == "dead"


def test_a_letter_that_is_not_there_is_not_found(client: FlaskClient):
    assert (
        press(client, f"{OUTBOX}99/decisions", on=OUTBOX, to="due", seen="due").status_code == 404
    )


@pytest.mark.parametrize(("minutes", "is_late"), [(45, False), (46, True)])
def test_a_red_line_says_that_the_office_was_not_told_of_what_waits(
    client: FlaskClient, engine: Engine, post: Post, clock: StoppedClock, minutes, is_late
):
    an_owed_comment(engine, post)
    clock.forward(timedelta(minutes=minutes))

    shown = page(client, "/desk/comments/")

    assert ("The oldest unsent letter has waited for 31 minutes." in shown) is is_late


def test_a_red_line_stands_on_every_page_while_a_letter_is_dead(client: FlaskClient, dead: Letter):
    for path in ("/desk/comments/", "/desk/inquiries/", "/desk/posts/new", "/desk/outbox/"):
        shown = page(client, path)
        assert 'class="alarm"' in shown
        assert "552 mailbox full" in shown
        assert 'href="/desk/outbox/?stage=dead"' in shown


def test_a_red_line_warns_when_a_letter_waits_for_more_than_thirty_minutes(
    client: FlaskClient, engine: Engine, clock: StoppedClock
):
    with writing(engine) as session:
        make.a_letter(session)

    clock.forward(timedelta(minutes=30))
    assert 'class="alarm"' not in page(client, "/desk/comments/")
    clock.forward(timedelta(seconds=1))
    shown = page(client, "/desk/comments/")
    assert 'class="alarm"' in shown
    assert "/desk/outbox/?stage=due" in shown


def test_the_desk_says_where_letters_go_while_no_mail_server_is_set(
    app: Flask, client: FlaskClient, engine: Engine
):
    assert "letters are written to a folder of the site instead" in page(client, "/desk/comments/")

    make.an_editor(engine, email="ada@howard.example", name="Ada", role=Role.OWNER)
    make.sign_in(client, "ada@howard.example")
    folder = Path(app.instance_path) / "mail"
    assert f"letters are written to {folder} instead" in page(client, "/desk/comments/")


def test_the_desk_says_nothing_of_folders_once_a_mail_server_is_set(
    settings: dict[str, object], editor: Editor
):
    settings |= {
        "MAIL_SERVER": "mail.howard.example",
        "MAIL_DEFAULT_SENDER": "site@howard.example",
        "OFFICE_EMAIL": "office@howard.example",
    }
    app: Flask = create_app(settings, clock=StoppedClock())

    shown = page(make.sign_in(app.test_client()), "/desk/comments/")

    assert "letters are written" not in shown
    app.extensions["kit"].engine.dispose()
