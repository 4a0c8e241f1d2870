"""Inquiries: the list, the page of each, and marking what was answered."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.editors.model import Editor
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from blog.outbox.model import Attempt, Stage
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import page, press, press_stale, words

LIST = "/desk/inquiries/"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def inquiry(engine: Engine) -> Inquiry:
    with writing(engine) as session:
        return make.an_inquiry(session, phone="+1 415 555 0100", network="192.0.2.0/24")


def at(inquiry: Inquiry) -> str:
    return f"{LIST}{inquiry.id}/"


def state_of(engine: Engine, inquiry: Inquiry) -> str:
    with reading(engine) as session:
        found = session.get(Inquiry, inquiry.id)
    assert found
    return found.state


def test_new_inquiries_come_first_and_the_newest_on_top(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        make.an_inquiry(session, name="Ada", created_at=NOON - timedelta(hours=1))
        make.an_inquiry(session, name="Sam")
        make.an_inquiry(session, name="Eve", state=State.SPAM)

    shown = page(client, LIST)

    assert shown.index("Sam") < shown.index("Ada")
    assert "Eve" not in shown
    assert "Eve" in page(client, f"{LIST}?state=spam")
    assert "No inquiry is marked as answered" in page(client, f"{LIST}?state=answered")


def test_twenty_stand_on_a_page(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        for _ in range(21):
            make.an_inquiry(session)

    assert page(client, LIST).count('class="item"') == 20
    assert page(client, f"{LIST}?state=new&page=2").count('class="item"') == 1


def test_an_inquiry_has_a_page_with_all_of_it(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        inquiry = make.an_inquiry(
            session, phone="+1 415 555 0100", message="First line.\n\n<b>Second</b>"
        )

    shown = page(client, at(inquiry))

    for part in (
        "First line.\n\n&lt;b&gt;Second&lt;/b&gt;", "sam@prospect.example", "+1 415 555 0100",
        "/contact/", reference(inquiry.id), "192.0.2.0", "23 November 2026, 04:00",
    ):  # fmt: skip
        assert part in shown


def test_the_reply_goes_to_the_prospect_and_names_the_reference(
    client: FlaskClient, engine: Engine
):
    with writing(engine) as session:
        inquiry = make.an_inquiry(session, email="a&b?cc=eve@prospect.example")

    shown = page(client, at(inquiry))

    link = "mailto:a%26b%3Fcc%3Deve@prospect.example?subject=Your%20inquiry%20to%20Howard%20Street"
    assert f'href="{link}%2C%20{reference(inquiry.id)}"' in shown


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"stage": Stage.DUE}, "Waiting to be sent"),
        ({"stage": Stage.SENDING}, "Being sent now"),
        (
            {"stage": Stage.SENT, "sent_at": NOON, "last_answer": "250 queued as 4F2A"},
            "Accepted on 23 November 2026, 04:00: “250 queued as 4F2A”",
        ),
        ({"stage": Stage.DEAD, "last_answer": "552 full"}, "Not delivered: “552 full”"),
        (
            {"stage": Stage.DUE, "attempts": 1, "last_answer": "450 later"},
            "last answer: “450 later”",
        ),
        ({"stage": Stage.DROPPED, "last_answer": "552 full"}, "Dropped after “552 full”"),
    ],
)
def test_the_state_of_its_letter_is_said_in_words(
    client: FlaskClient, engine: Engine, inquiry: Inquiry, values: dict[str, object], said: str
):
    with writing(engine) as session:
        make.a_letter(session, about_id=inquiry.id, **values)

    assert said in without_tags(page(client, at(inquiry)))


def test_each_attempt_is_shown_with_the_servers_words(
    client: FlaskClient, engine: Engine, inquiry: Inquiry
):
    with writing(engine) as session:
        letter = make.a_letter(session, about_id=inquiry.id)
        session.add(
            Attempt(
                letter_id=letter.id,
                recipient=letter.recipient,
                at=NOON,
                outcome="later",
                answer="450 greylisted",
            )
        )

    shown = without_tags(page(client, at(inquiry)))

    assert "1 attempt" in shown
    assert "23 November 2026, 04:00: 450 greylisted" in shown


def test_suspected_spam_has_no_letter_and_says_why(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        inquiry = make.an_inquiry(session, state=State.SPAM, reasons=["a trap was filled"])

    shown = page(client, at(inquiry))

    assert "suspected spam is never mailed" in shown
    assert "a trap was filled" in shown


@pytest.mark.parametrize(
    ("before", "to", "said"),
    [
        ("new", "answered", "marked it as answered"),
        ("new", "spam", "marked it as spam"),
        ("answered", "new", "reopened it"),
        ("spam", "new", "reopened it"),
    ],
)
def test_an_inquiry_goes_where_the_button_says(
    client: FlaskClient, engine: Engine, before: str, to: str, said: str
):
    with writing(engine) as session:
        inquiry = make.an_inquiry(session, state=before)

    answer = press(client, f"{at(inquiry)}decisions", on=at(inquiry), to=to, seen=before)

    assert answer.status_code == 303
    assert answer.location.startswith(at(inquiry))
    assert state_of(engine, inquiry) == to
    shown = without_tags(page(client, at(inquiry)))
    assert f"Erin {said}" in shown
    assert "Undo" in shown
    with reading(engine) as session:
        assert len(decisions.of(session, "inquiry", inquiry.id)) == 1


def test_a_second_editor_is_told_who_was_first(
    app: Flask, client: FlaskClient, engine: Engine, inquiry: Inquiry
):
    make.an_editor(engine, name="Sam", email="sam@howard.example")
    sam = make.sign_in(app.test_client(), "sam@howard.example")
    press(client, f"{at(inquiry)}decisions", on=at(inquiry), to="answered", seen="new")

    answer = press(sam, f"{at(inquiry)}decisions", on=at(inquiry), to="spam", seen="new")

    assert answer.status_code == 409
    assert "Erin marked it as answered on" in without_tags(words(answer))
    assert state_of(engine, inquiry) == "answered"


def test_a_second_click_is_the_same_decision(client: FlaskClient, engine: Engine, inquiry: Inquiry):
    for _ in range(2):
        answer = press(client, f"{at(inquiry)}decisions", on=at(inquiry), to="answered", seen="new")
        assert answer.status_code == 303

    with reading(engine) as session:
        assert len(decisions.of(session, "inquiry", inquiry.id)) == 1


def test_a_stale_token_decides_nothing_and_says_so(
    client: FlaskClient, engine: Engine, inquiry: Inquiry
):
    answer = press_stale(
        client, f"{at(inquiry)}decisions", on=at(inquiry), to="answered", seen="new"
    )

    assert answer.status_code == 422
    assert "press the button again" in words(answer)
    assert "Do you coach teams of five?" in words(answer)
    assert state_of(engine, inquiry) == "new"


@pytest.mark.parametrize("fields", [{}, {"to": "gone", "seen": "new"}, {"to": "spam"}])
def test_nonsense_decides_nothing(
    client: FlaskClient, engine: Engine, inquiry: Inquiry, fields: dict[str, str]
):
    answer = press(client, f"{at(inquiry)}decisions", on=at(inquiry), **fields)

    assert answer.status_code == 422
    assert state_of(engine, inquiry) == "new"


def test_an_inquiry_that_is_not_there_is_not_found(client: FlaskClient):
    answer = press(client, f"{LIST}99/decisions", on=LIST, to="spam", seen="new")

    assert answer.status_code == 404
    assert client.get(f"{LIST}99/").status_code == 404


def test_reloading_a_refused_decision_leads_back_to_the_inquiry(
    client: FlaskClient, inquiry: Inquiry
):
    assert client.get(f"{at(inquiry)}decisions").location == f"{at(inquiry)}?state=new"


def without_tags(shown: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", shown).split())
