"""Answering at the desk: what is sent, what is kept meanwhile, and who else is at it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from blog.answers.model import Answer, AnswerDraft, Looking
from blog.db import reading, writing
from blog.editors.model import Editor
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from blog.outbox.model import Letter, Stage
from blog.saved.model import SavedReply
from tests import make
from tests.clock import NOON, StoppedClock
from tests.desk.at_the_desk import page, press, press_stale, without_tags, words
from tests.rows import rows

SCRIPT = {"X-Fragment": "answer"}


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def inquiry(engine: Engine) -> Inquiry:
    with writing(engine) as session:
        return make.an_inquiry(session)


@pytest.fixture
def bob(app: Flask, engine: Engine) -> FlaskClient:
    make.an_editor(engine, name="Bob", email="bob@howard.example")
    return make.sign_in(app.test_client(), "bob@howard.example")


def at(inquiry: Inquiry) -> str:
    return f"/desk/inquiries/{inquiry.id}/"


def answer(client: FlaskClient, inquiry: Inquiry, text: str = "Yes, we do.", **fields: Any):
    typed = {"seen": "new", "after": "0", "version": "", "to": "answered", "text": text}
    return press(client, f"{at(inquiry)}answers", on=at(inquiry), **typed | fields)


def keep(client: FlaskClient, inquiry: Inquiry, text: str, version: str = "", **more: Any):
    data = {"csrf_token": make.csrf_token(page(client, at(inquiry)))}
    data |= {"text": text, "version": version}
    return client.post(f"{at(inquiry)}draft", data=data, headers=SCRIPT, **more)


def be(client: FlaskClient, inquiry: Inquiry, now: str) -> str:
    said = press(client, f"{at(inquiry)}presence", on=at(inquiry), now=now)
    assert said.status_code == 200
    return str(said.get_json()["words"])


def a_saved_reply(engine: Engine) -> SavedReply:
    with writing(engine) as session:
        found = SavedReply(title="Thanks", text="Dear {name}, about {reference}: {editor}", place=1)
        session.add(found)
        session.flush()
        return found


def test_an_answer_is_sent_and_stands_on_the_page(client, inquiry):
    sent = answer(client, inquiry)

    assert sent.status_code == 303
    assert sent.location == f"{at(inquiry)}#answer-1"
    shown = without_tags(page(client, at(inquiry)))
    assert f"Your answer to {reference(inquiry.id)} is on its way." in shown
    assert "Yes, we do. Queued" in shown
    assert "Erin sent an answer." in shown


def test_the_same_answer_twice_leads_to_the_same_page(client, inquiry, engine):
    first, second = answer(client, inquiry), answer(client, inquiry)

    assert first.location == second.location
    assert len(rows(engine, Answer)) == len(rows(engine, Letter)) == 1


def test_an_empty_answer_is_not_sent(client, inquiry, engine):
    refused = answer(client, inquiry, " \n ")

    assert refused.status_code == 422
    assert "Write an answer first." in words(refused)
    assert rows(engine, Letter) == []


@pytest.mark.parametrize(("length", "status"), [(65_525, 303), (65_526, 422)])
def test_an_answer_has_65525_characters_at_most(client, inquiry, length, status):
    sent = answer(client, inquiry, "x" * length)

    assert sent.status_code == status
    if status == 422:
        assert "x" * length in words(sent)
        assert "at most 65,525 characters" in words(sent)


def test_the_later_of_two_is_told_who_answered_and_may_send_all_the_same(
    client, bob, inquiry, engine
):
    answer(client, inquiry)

    told = answer(bob, inquiry, "No, <never>.")

    assert told.status_code == 409
    assert "Erin answered after you opened this" in words(told)
    assert "Yes, we do." in words(told)
    assert "No, &lt;never&gt;.</textarea>" in words(told)
    assert 'name="after" value="1"' in words(told)
    assert answer(bob, inquiry, "No.", seen="answered", after="1").status_code == 303
    assert [it.by for it in rows(engine, Answer)] == ["Erin", "Bob"]


def test_what_was_moved_meanwhile_is_said_and_the_words_are_kept(client, engine):
    with writing(engine) as session:
        closed = make.an_inquiry(session, state=State.CLOSED)

    refused = answer(client, closed, "My words.")

    assert refused.status_code == 409
    assert "Somebody moved this inquiry" in words(refused)
    assert "My words.</textarea>" in words(refused)
    assert 'name="seen" value="closed"' in words(refused)
    assert rows(engine, Letter) == []


def test_spam_is_not_answered_before_it_is_taken_out(client, engine):
    with writing(engine) as session:
        spam = make.an_inquiry(session, state=State.SPAM)

    assert "Send the answer" not in page(client, at(spam))
    refused = answer(client, spam, "My words.", seen="spam")
    assert refused.status_code == 409
    assert "Take it out first" in words(refused)
    assert "My words.</textarea>" in words(refused)


def test_an_address_that_is_none_is_said_plainly(client, engine):
    with writing(engine) as session:
        old = make.an_inquiry(session, email="sam at home")

    refused = answer(client, old, "My words.")

    assert refused.status_code == 422
    assert "No letter can be sent to sam at home" in words(refused)
    assert "My words.</textarea>" in words(refused)


def test_a_stale_page_sends_nothing_and_keeps_the_words(client, inquiry, engine):
    path = f"{at(inquiry)}answers"
    refused = press_stale(client, path, on=at(inquiry), text="My words.", seen="new")

    assert refused.status_code == 422
    assert "You signed in again" in words(refused)
    assert "My words.</textarea>" in words(refused)
    assert rows(engine, Letter) == []


def test_who_is_signed_out_has_the_answer_back(app, inquiry):
    answered = app.test_client().post(f"{at(inquiry)}answers", data={"text": "My words."})

    assert answered.status_code == 401
    assert "My words.</textarea>" in words(answered)


def test_an_answer_to_what_is_not_there_is_not_found(client, inquiry):
    path = "/desk/inquiries/99/answers"
    typed = {"seen": "new", "after": "0", "to": "answered", "text": "My words."}

    assert press(client, path, on=at(inquiry), **typed).status_code == 404


@pytest.mark.parametrize("place", ["answers", "draft"])
def test_while_nothing_can_be_stored_the_words_come_back(client, inquiry, app, engine, place):
    def is_full(*asked: Any) -> None:
        if asked[2].startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    typed = {"seen": "new", "after": "0", "to": "waiting", "text": "My words.", "version": ""}
    data = typed | {"csrf_token": make.csrf_token(page(client, at(inquiry)))}
    event.listen(app.extensions["kit"].engine, "before_cursor_execute", is_full)
    try:
        answered = client.post(f"{at(inquiry)}{place}", data=data)
    finally:
        event.remove(app.extensions["kit"].engine, "before_cursor_execute", is_full)

    assert answered.status_code == 503
    assert "could not be stored just now" in words(answered)
    assert "My words.</textarea>" in words(answered)
    assert '<option value="waiting" selected>' in words(answered)
    assert 'name="after" value="0"' in words(answered)
    assert rows(engine, Letter) == []


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage.DUE, "Queued"),
        (Stage.SENDING, "Being sent now"),
        (Stage.SENT, "Accepted by the server on 23 November 2026"),
        (Stage.DEAD, "Not delivered: “550 No such person” Send again"),
        (Stage.DROPPED, "Dropped after “550 No such person”"),
        (Stage.HELD, "Held"),
    ],
)
def test_an_answer_says_where_its_letter_stands(client, inquiry, engine, stage, said):
    answer(client, inquiry)
    with writing(engine) as session:
        letter = session.get(Letter, rows(engine, Letter)[0].id)
        assert letter
        letter.stage, letter.last_answer, letter.sent_at = stage, "550 No such person", NOON

    assert f"Yes, we do. {said}" in without_tags(page(client, at(inquiry)))


def test_an_answer_that_died_is_sent_again_from_its_inquiry(client, inquiry, engine):
    answer(client, inquiry)
    with writing(engine) as session:
        letter = session.get(Letter, 1)
        assert letter
        letter.stage = Stage.DEAD
    form = page(client, at(inquiry)).partition('class="answer__letter"')[2].partition("</form>")[0]
    assert 'action="/desk/outbox/1/decisions"' in form
    assert 'name="seen" value="dead"' in form
    assert 'name="to" value="due"' in form

    sent = press(client, "/desk/outbox/1/decisions", on=at(inquiry), seen="dead", to="due")

    assert sent.status_code == 303
    assert "Queued" in page(client, at(inquiry))


def test_a_page_with_many_answers_asks_the_database_no_more_often(client, inquiry, engine, app):
    asked: list[str] = []
    kit = app.extensions["kit"].engine
    event.listen(kit, "before_cursor_execute", lambda *it: asked.append(it[2]))
    answer(client, inquiry)
    page(client, at(inquiry))
    asked.clear()
    page(client, at(inquiry))
    with_one = len(asked)
    for number in range(1, 6):
        answer(client, inquiry, f"Answer {number}.", seen="answered", after=str(number))
    page(client, at(inquiry))
    asked.clear()

    page(client, at(inquiry))

    assert len(asked) == with_one


def test_opening_the_page_changes_nothing(client, inquiry, engine):
    page(client, at(inquiry))

    assert rows(engine, Inquiry)[0].seen_at is None
    with reading(engine) as session:
        assert session.query(Looking).all() == []


def test_a_draft_is_kept_and_stands_in_the_form(client, inquiry):
    kept = keep(client, inquiry, "Dear Sam,\n")

    assert kept.get_json()["words"].startswith("Kept at ")
    shown = page(client, at(inquiry))
    assert ">\nDear Sam,\n</textarea>" in shown
    assert f'name="version" value="{kept.get_json()["version"]}"'.replace("+", "&#43;") in (
        shown.replace("+", "&#43;")
    )


def test_a_draft_is_its_editors_own(client, bob, inquiry):
    keep(client, inquiry, "Dear Sam,")

    assert "Dear Sam," not in page(bob, at(inquiry))


def test_an_older_page_is_told_of_the_newer_text(client, inquiry, engine, clock: StoppedClock):
    first = keep(client, inquiry, "Dear").get_json()["version"]
    clock.forward(timedelta(seconds=2))
    keep(client, inquiry, "Dear Sam", first)

    told = keep(client, inquiry, "Dear Ada", first)

    assert told.status_code == 409
    assert told.get_json()["text"] == "Dear Sam"
    assert "another tab" in told.get_json()["words"]
    assert keep(client, inquiry, "Dear Ada", told.get_json()["version"]).status_code == 200


def test_without_the_script_both_texts_stand_on_the_page(client, inquiry):
    keep(client, inquiry, "Dear Sam")

    told = press(client, f"{at(inquiry)}draft", on=at(inquiry), text="Dear Ada", version="")

    assert told.status_code == 409
    assert "Nothing was overwritten" in words(told)
    assert "Dear Sam" in words(told)
    assert "Dear Ada</textarea>" in words(told)


def test_a_button_keeps_the_draft_without_the_script(client, inquiry):
    kept = press(client, f"{at(inquiry)}draft", on=at(inquiry), text="Dear Sam", version="")

    assert kept.status_code == 303
    assert "The draft is kept." in page(client, at(inquiry))


def test_sending_ends_the_draft(client, inquiry, engine):
    version = keep(client, inquiry, "Dear Sam").get_json()["version"]

    answer(client, inquiry, "Dear Sam, yes.", version=version)

    with reading(engine) as session:
        assert session.query(AnswerDraft).all() == []


def test_a_stale_page_gets_a_fresh_token_and_goes_on(client, inquiry):
    refused = client.post(
        f"{at(inquiry)}draft", data={"text": "Dear Sam", "csrf_token": "stale"}, headers=SCRIPT
    )

    assert refused.status_code == 422
    again = {"text": "Dear Sam", "csrf_token": refused.get_json()["token"]}
    assert client.post(f"{at(inquiry)}draft", data=again, headers=SCRIPT).status_code == 200


@pytest.mark.parametrize("place", ["draft", "presence", "words"])
def test_what_is_not_there_keeps_no_draft_and_nobody_looks_at_it(client, inquiry, place):
    path = f"/desk/inquiries/99/{place}"

    assert press(client, path, on=at(inquiry), text="x", now="looks").status_code == 404


def test_others_see_who_is_answering(client, bob, inquiry):
    assert be(client, inquiry, "looks") == ""
    assert be(bob, inquiry, "looks") == "Erin has this open."
    be(client, inquiry, "writes")
    assert be(bob, inquiry, "looks") == "Erin is answering this."
    assert "Erin is answering this." in page(bob, at(inquiry))
    assert be(client, inquiry, "leaves") == "Bob has this open."
    assert be(bob, inquiry, "looks") == ""


def test_who_has_said_nothing_for_a_minute_is_gone(client, bob, inquiry, clock: StoppedClock):
    be(client, inquiry, "writes")

    clock.forward(timedelta(seconds=61))

    assert "Erin is answering" not in page(bob, at(inquiry))


def test_being_there_is_being_seen_by_the_office(client, inquiry, engine):
    be(client, inquiry, "looks")

    assert rows(engine, Inquiry)[0].seen_at == NOON


def test_saved_words_wait_filled_in(client, inquiry, engine):
    a_saved_reply(engine)

    filled = f'data-words="Dear Sam, about {reference(inquiry.id)}: Erin"'
    assert filled in page(client, at(inquiry))


def test_without_the_script_a_button_puts_them_in_and_changes_nothing(client, inquiry, engine):
    saved = str(a_saved_reply(engine).id)

    shown = press(
        client, f"{at(inquiry)}words", on=at(inquiry), text="Before.", saved=saved, to="closed"
    )

    assert shown.status_code == 200
    assert "Before.\n\nDear Sam, about" in words(shown)
    assert '<option value="closed" selected>' in words(shown)
    with reading(engine) as session:
        assert session.query(AnswerDraft).all() == []


def test_a_saved_reply_that_is_gone_is_said_and_the_words_are_kept(client, inquiry):
    shown = press(client, f"{at(inquiry)}words", on=at(inquiry), text="Before.", saved="9")

    assert shown.status_code == 422
    assert "Choose one of the saved replies." in words(shown)
    assert "Before.</textarea>" in words(shown)


@pytest.mark.parametrize("place", ["answers", "draft", "words"])
def test_reloading_a_refused_answer_leads_to_the_inquiry(client, inquiry, place):
    assert client.get(f"{at(inquiry)}{place}").location == at(inquiry)
