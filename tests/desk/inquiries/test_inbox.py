"""The inbox under an editor's hand: many at once, what is put beside, undo, and what is refused."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog.db import reading, writing
from blog.decisions import store as decisions
from blog.editors.model import Editor
from blog.inbox import store as beside
from blog.inbox.listed import store as listed
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from blog.outbox import store as outbox
from tests import make
from tests.clock import NOON
from tests.desk.at_the_desk import page, press, press_stale, without_tags, words

LIST = "/desk/inquiries/"


@pytest.fixture(autouse=True)
def _erin_is_signed_in(client: FlaskClient, editor: Editor) -> None:
    make.sign_in(client)


@pytest.fixture
def inquiry(engine: Engine) -> Inquiry:
    with writing(engine) as session:
        return make.an_inquiry(session)


@pytest.fixture
def bob(engine: Engine) -> Editor:
    return make.an_editor(engine, name="Bob", email="bob@howard.example")


def at(inquiry: Inquiry) -> str:
    return f"{LIST}{inquiry.id}/"


def as_it_is(engine: Engine, inquiry: Inquiry) -> Inquiry:
    with reading(engine) as look:
        return look.get_one(Inquiry, inquiry.id)


def change(client: FlaskClient, inquiry: Inquiry, what: str, **fields: str):
    return press(client, f"{at(inquiry)}changes", on=at(inquiry), what=what, **fields)


def undo(client: FlaskClient, on: str = LIST):
    shown = page(client, on)
    number = re.search(r'name="number" value="([^"]+)"', shown)
    return press(client, f"{LIST}undo", on=on, number=number[1] if number else "none")


def decided(engine: Engine, inquiry: Inquiry, thing: str) -> int:
    with reading(engine) as look:
        return len(decisions.of(look, thing, inquiry.id))


def test_the_tabs_count_what_the_filters_let_through(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        for state in (State.NEW, State.OPEN, State.OPEN, State.SPAM):
            make.an_inquiry(session, state=state, starred=state is State.OPEN)

    every = without_tags(page(client, LIST))
    starred = page(client, f"{LIST}?state=open&starred=yes&order=oldest")

    assert "New 1 Open 2 Waiting 0 Answered 0 Closed 0 Suspicious 1 Trash 0 All 4" in every
    assert "New 0 Open 2" in without_tags(starred)
    assert "state=spam&amp;order=oldest&amp;starred=yes" in starred


def test_a_row_says_all_that_matters(client: FlaskClient, engine: Engine, editor: Editor):
    with writing(engine) as session:
        inquiry = make.an_inquiry(
            session, topic="Coaching", starred=True, assignee_id=editor.id, reasons=["3 links"],
            weights=[45], due_on=NOON.date() - timedelta(days=1),
            created_at=NOON - timedelta(hours=3),
        )  # fmt: skip
        beside.label(session, inquiry.id, "urgent")

    shown = without_tags(page(client, LIST))

    for part in (
        reference(inquiry.id), "3 hours ago", "With Erin", "about Coaching", "urgent", "starred",
        "overdue since 22 November 2026", "3 links 45", "sam@prospect.example", "teams of five",
    ):  # fmt: skip
        assert part in shown


def test_opening_an_inquiry_changes_nothing(client: FlaskClient, engine: Engine, inquiry: Inquiry):
    page(client, at(inquiry))

    assert as_it_is(engine, inquiry).seen_at is None


def test_each_change_is_recorded_shown_and_taken_back(
    client: FlaskClient, engine: Engine, inquiry: Inquiry, bob: Editor
):
    for what, fields, said in (
        ("star", {"starred": "yes"}, "Erin gave it a star"),
        ("label", {"label": "urgent"}, "Erin put the label “urgent” on it"),
        ("due", {"due": "2026-12-24", "seen": ""}, "Erin said it is due on 24 December 2026"),
        ("assignee", {"assignee": str(bob.id), "seen": ""}, "Erin gave it to Bob"),
        ("note", {"text": "Call <b>them</b>."}, "Call &lt;b&gt;them&lt;/b&gt;."),
    ):
        for _ in range(2):  # a second click does no harm
            assert change(client, inquiry, what, **fields).status_code == 303, what
        assert decided(engine, inquiry, what) == 1
        shown = page(client, at(inquiry))
        assert said in shown or said in without_tags(shown)
        assert undo(client, on=at(inquiry)).status_code == 303
        assert "Taken back" in page(client, at(inquiry))
    found = as_it_is(engine, inquiry)
    assert (found.starred, found.due_on, found.assignee_id) == (False, None, None)
    assert found.seen_at is not None
    with reading(engine) as look:
        assert listed.labels_of(look, [inquiry.id]) == {}
        assert beside.notes_of(look, inquiry.id) == []


def test_whom_an_inquiry_is_given_to_gets_a_letter_and_oneself_none(
    client: FlaskClient, engine: Engine, inquiry: Inquiry, bob: Editor, editor: Editor
):
    change(client, inquiry, "assignee", assignee=str(editor.id), seen="")
    change(client, inquiry, "assignee", assignee=str(bob.id), seen=str(editor.id))

    with reading(engine) as look:
        (letter,) = outbox.about(look, "inquiry", inquiry.id)
    assert letter.recipient == "bob@howard.example"
    assert f"http://localhost{at(inquiry)}" in letter.body
    assert "teams of five" not in letter.body


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("label", {"label": ""}),
        ("label", {"label": "x" * 41}),
        ("note", {"text": " \u200b"}),
        ("due", {"due": "tomorrow"}),
        ("due", {"due": "9999-99-99"}),
        ("assignee", {"assignee": "99", "seen": ""}),
        ("assignee", {"assignee": "me", "seen": ""}),
        ("hue", {}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    client: FlaskClient, engine: Engine, inquiry: Inquiry, what: str, fields: dict[str, str]
):
    answer = change(client, inquiry, what, **fields)

    assert answer.status_code == 422
    assert 'role="alert"' in words(answer)
    with reading(engine) as look:
        assert decisions.last_of(look, "Erin") is None


def test_a_change_of_what_somebody_changed_is_refused_and_keeps_the_words(
    app: Flask, client: FlaskClient, engine: Engine, inquiry: Inquiry, bob: Editor
):
    his = make.sign_in(app.test_client(), bob.email)
    change(his, inquiry, "due", due="2026-12-01", seen="")

    answer = change(client, inquiry, "due", due="2026-12-24", seen="")

    assert answer.status_code == 409
    assert "Bob said it is due on 1 December 2026 meanwhile" in words(answer)
    assert 'value="2026-12-24"' in words(answer)


def test_a_stale_token_changes_nothing_and_keeps_the_note(
    client: FlaskClient, engine: Engine, inquiry: Inquiry
):
    answer = press_stale(
        client, f"{at(inquiry)}changes", on=at(inquiry), what="note", text="Half a thought"
    )

    assert answer.status_code == 422
    assert "Half a thought</textarea>" in words(answer)


def picks(*inquiries: Inquiry) -> list[str]:
    return [f"{it.id}:{it.state}" for it in inquiries]


def some(engine: Engine, number: int = 3) -> list[Inquiry]:
    with writing(engine) as session:
        return [make.an_inquiry(session, message=f"Message {at}") for at in range(number)]


def test_many_are_asked_for_first_then_moved_and_taken_back(client: FlaskClient, engine: Engine):
    many = some(engine)
    asked = press(client, f"{LIST}bulk", on=LIST, to="closed", pick=picks(*many))
    assert "Close 3 inquiries?" in words(asked)
    assert as_it_is(engine, many[0]).state is State.NEW

    for _ in range(2):
        done = press(client, f"{LIST}bulk", on=LIST, to="closed", pick=picks(*many), sure="yes")
        assert done.status_code == 303
    assert "Closed 3 inquiries." in page(client, LIST)
    assert [as_it_is(engine, it).state for it in many] == [State.CLOSED] * 3
    undo(client)
    assert [as_it_is(engine, it).state for it in many] == [State.NEW] * 3


def test_many_are_given_labelled_and_starred_with_one_letter(
    client: FlaskClient, engine: Engine, bob: Editor
):
    many = some(engine)
    for to, fields in (
        ("star", {}),
        ("label", {"label": "urgent"}),
        ("assign", {"assignee": str(bob.id)}),
    ):
        for _ in range(2):
            answer = press(
                client, f"{LIST}bulk", on=LIST, to=to, pick=picks(*many), sure="yes", **fields
            )
            assert answer.status_code == 303, to
    with reading(engine) as look:
        labels = listed.labels_of(look, [it.id for it in many])
        letters = [letter for it in many for letter in outbox.about(look, "inquiry", it.id)]
    assert set(labels.values()) == {("urgent",)}
    assert len(letters) == 1
    assert "3 inquiries" in letters[0].subject
    for it in many:
        found = as_it_is(engine, it)
        assert (found.starred, found.assignee_id) == (True, bob.id)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"to": "closed"}, "Select at least one inquiry"),
        ({"to": "label", "pick": "1:new"}, "choose the label"),
        ({"to": "assign", "pick": "1:new", "assignee": "77"}, "no editor any more"),
        ({"to": "closed", "pick": ["1:new"] * 101}, "at most 100"),
        ({"to": "gone", "pick": "1:new"}, "Choose one of the buttons"),
    ],
)
def test_nonsense_in_bulk_does_nothing(
    client: FlaskClient, inquiry: Inquiry, fields: dict[str, object], said: str
):
    answer = press(client, f"{LIST}bulk", on=LIST, **fields)

    assert answer.status_code == 422
    assert said in without_tags(words(answer))


def test_a_false_catch_reaches_the_office(client: FlaskClient, engine: Engine):
    with writing(engine) as session:
        caught = make.an_inquiry(session, state=State.SPAM, reasons=["3 links"])

    press(client, f"{at(caught)}decisions", on=at(caught), to="restore", seen="spam")

    assert "The office gets its letter now." in page(client, at(caught))
    with reading(engine) as look:
        (letter,) = outbox.about(look, "inquiry", caught.id)
    assert letter.reply_to == "sam@prospect.example"
    undo(client)
    assert as_it_is(engine, caught).state is State.SPAM


def test_the_persons_other_inquiries_and_comments_stand_beside(
    client: FlaskClient, engine: Engine, post: object
):
    with writing(engine) as session:
        inquiry, other = (
            make.an_inquiry(session, email_key="sam@prospect.example") for _ in range(2)
        )
        make.a_comment(session, post, email="sam@prospect.example")  # type: ignore[arg-type]
        make.an_inquiry(session, email="ada@reader.example", email_key="ada@reader.example")

    shown = page(client, at(inquiry))

    assert f"{LIST}{other.id}/?" in shown
    assert "1 comment on the site" in without_tags(shown)
    assert shown.count('class="row__title"') == 2


def test_the_word_about_comments_is_not_said_among_inquiries(
    client: FlaskClient, engine: Engine, inquiry: Inquiry
):
    change(client, inquiry, "star", starred="yes")

    assert 'name="number"' in page(client, LIST)
    assert 'name="number"' not in page(client, "/desk/comments/")
    number = re.search(r'name="number" value="([^"]+)"', page(client, LIST))
    assert number
    answer = press(client, "/desk/comments/undo", on=LIST, number=number[1])
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "query",
    [
        "words=%00", "words=%22*(", f"words={'a' * 5000}", "assignee=mine", "assignee=nobody",
        "topic=1", "label=%F0%9F%97%9D", "due=overdue", "rehearsal=yes", "order=due&state=all",
        "page=99", "assignee=77",
    ],
)  # fmt: skip
def test_every_filter_has_an_answer(client: FlaskClient, inquiry: Inquiry, query: str):
    assert client.get(f"{LIST}?state=all&{query}").status_code == 200
    assert client.get(f"{at(inquiry)}?state=all&{query}").status_code == 200
    assert client.get(f"{LIST}export.csv?state=all&{query}").status_code == 200


@pytest.mark.parametrize("query", ["state=lost", "order=up", "due=x", "assignee=x", "topic=-1"])
def test_what_there_cannot_be_is_not_found(client: FlaskClient, query: str):
    assert client.get(f"{LIST}?{query}").status_code == 404
