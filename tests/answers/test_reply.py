"""Answering an inquiry: one answer, one letter, and the inquiry moved with it."""

from typing import Any

import pytest
from sqlalchemy import Engine

from blog.answers.letter import Manner, Writer, quote
from blog.answers.model import Answer
from blog.answers.reply import Draft, Meanwhile, NotToBeAnswered, reply
from blog.db import writing
from blog.decisions.model import Decision
from blog.decisions.store import AlreadyDecided
from blog.inbox.move import NoSuchInquiry
from blog.inquiries.model import Inquiry, State
from blog.outbox.compose import BadAddress
from blog.outbox.model import Letter
from tests import make
from tests.clock import NOON
from tests.rows import rows

ERIN = Writer(editor_id=1, name="Erin", email="erin@howard.example")
BOB = Writer(editor_id=2, name="Bob", email="bob@howard.example")
MANNER = Manner(answers_to="office", signature="Erin\nHoward Street", asked_on="24 November 2026")


def an_inquiry(engine: Engine, **values: Any) -> int:
    with writing(engine) as session:
        return make.an_inquiry(session, **values).id


def answer(
    engine: Engine,
    inquiry_id: int,
    text: str = "Yes, we do.",
    *,
    after: int = 0,
    writer: Writer = ERIN,
    seen: State = State.NEW,
    to: State = State.ANSWERED,
    manner: Manner = MANNER,
) -> int:
    action = make.an_action(by=writer.name)
    with writing(engine) as session:
        return reply(
            session,
            inquiry_id,
            Draft(text=text, after=after),
            seen=seen,
            to=to,
            action=action,
            office=action.office,
            writer=writer,
            manner=manner,
        ).id


def test_an_answer_is_kept_and_its_letter_is_owed(engine: Engine):
    answer_id = answer(engine, an_inquiry(engine))

    (letter,) = rows(engine, Letter)
    (kept,) = rows(engine, Answer)
    assert (kept.text, kept.by, kept.at) == ("Yes, we do.", "Erin", NOON)
    assert kept.message_id == letter.message_id
    assert (letter.about, letter.about_id) == ("reply", answer_id)
    assert letter.recipient == "sam@prospect.example"
    assert letter.sender_name == "Erin, Howard Street"
    assert letter.subject.startswith("Re: Your message to Howard Street, L-")
    assert letter.auto == ""
    assert letter.body == (
        "Yes, we do.\n\nErin\nHoward Street\n\nOn 24 November 2026 Sam wrote:\n"
        "> Do you coach teams of five?\n"
    )


@pytest.mark.parametrize("to", [State.ANSWERED, State.WAITING, State.CLOSED])
def test_the_inquiry_moves_with_its_answer(engine: Engine, to: State):
    answer(engine, an_inquiry(engine), to=to)

    (inquiry,) = rows(engine, Inquiry)
    assert (inquiry.state, inquiry.answered_at, inquiry.seen_at) == (to, NOON, NOON)
    assert [(it.thing, it.became) for it in rows(engine, Decision)] == [
        ("inquiry", to),
        ("answer", "sent"),
    ]
    assert len({it.action for it in rows(engine, Decision)}) == 1


def test_a_second_answer_leaves_the_state_where_it_is(engine: Engine):
    inquiry_id = an_inquiry(engine)
    first = answer(engine, inquiry_id)

    answer(engine, inquiry_id, "And more.", after=first, seen=State.ANSWERED)

    assert [it.text for it in rows(engine, Answer)] == ["Yes, we do.", "And more."]
    assert rows(engine, Inquiry)[0].state is State.ANSWERED


def test_the_same_answer_twice_is_one(engine: Engine):
    inquiry_id = an_inquiry(engine)

    assert answer(engine, inquiry_id) == answer(engine, inquiry_id)

    assert len(rows(engine, Answer)) == len(rows(engine, Letter)) == 1
    assert len(rows(engine, Decision)) == 2


def test_of_two_editors_the_later_one_is_told_and_may_send_all_the_same(engine: Engine):
    inquiry_id = an_inquiry(engine)
    first = answer(engine, inquiry_id)

    with pytest.raises(Meanwhile, match="Erin answered meanwhile"):
        answer(engine, inquiry_id, "No.", writer=BOB)
    answer(engine, inquiry_id, "No.", writer=BOB, after=first, seen=State.ANSWERED)

    assert [it.by for it in rows(engine, Answer)] == ["Erin", "Bob"]


def test_the_same_words_of_somebody_else_are_another_answer(engine: Engine):
    inquiry_id = an_inquiry(engine)
    answer(engine, inquiry_id)

    with pytest.raises(Meanwhile):
        answer(engine, inquiry_id, writer=BOB)


def test_nothing_is_sent_from_a_state_that_nobody_saw(engine: Engine):
    inquiry_id = an_inquiry(engine, state=State.CLOSED)

    with pytest.raises(AlreadyDecided):
        answer(engine, inquiry_id, seen=State.NEW)

    assert rows(engine, Answer) == []
    assert rows(engine, Letter) == []


@pytest.mark.parametrize("state", [State.SPAM, State.TRASH])
def test_spam_is_not_answered(engine: Engine, state: State):
    inquiry_id = an_inquiry(engine, state=state)

    with pytest.raises(NotToBeAnswered):
        answer(engine, inquiry_id, seen=state)

    assert rows(engine, Letter) == []


def test_what_is_no_address_is_not_written_to(engine: Engine):
    inquiry_id = an_inquiry(engine, email="sam at home")

    with pytest.raises(BadAddress):
        answer(engine, inquiry_id)

    assert rows(engine, Answer) == []


def test_what_is_not_there_is_not_answered(engine: Engine):
    with pytest.raises(NoSuchInquiry):
        answer(engine, 7)


def test_a_letter_refers_to_the_conversation_and_last_to_what_the_person_has(engine: Engine):
    with writing(engine) as session:
        inquiry_id = make.an_inquiry(session).id
        make.a_letter(session, about_id=inquiry_id, message_id="<office@x>")
        make.a_letter(session, about="receipt", about_id=inquiry_id, message_id="<receipt@x>")
        make.a_letter(session, about_id=inquiry_id + 1, message_id="<elsewhere@x>")
    first = answer(engine, inquiry_id)
    answer(engine, inquiry_id, "And more.", after=first, seen=State.ANSWERED)

    one, two = [it for it in rows(engine, Letter) if it.about == "reply"]
    assert one.refs == "<office@x> <receipt@x>"
    assert one.in_reply_to == "<receipt@x>"
    assert two.refs == f"<office@x> <receipt@x> {one.message_id}"
    assert two.in_reply_to == one.message_id
    assert two.subject == one.subject


def test_a_first_answer_to_what_caused_no_letter_begins_the_conversation(engine: Engine):
    answer(engine, an_inquiry(engine))

    assert (rows(engine, Letter)[0].refs, rows(engine, Letter)[0].in_reply_to) == ("", "")


@pytest.mark.parametrize(
    ("answers_to", "reply_to"),
    [
        ("office", ("office@howard.example", "Howard Street")),
        ("editor", ("erin@howard.example", "Erin")),
    ],
)
def test_whom_the_next_letter_goes_to_is_the_owners_wish(engine: Engine, answers_to, reply_to):
    manner = Manner(answers_to=answers_to, signature="", asked_on="today")

    answer(engine, an_inquiry(engine), manner=manner)

    (letter,) = rows(engine, Letter)
    assert (letter.reply_to, letter.reply_to_name) == reply_to
    assert letter.body.startswith("Yes, we do.\n\nOn today Sam wrote:")


def test_a_quote_marks_each_line_and_folds_long_ones():
    assert quote("One.\n\nTwo.") == "> One.\n>\n> Two."
    assert all(len(line) <= 76 for line in quote("word " * 100).split("\n"))


def test_a_very_long_message_is_quoted_in_part():
    assert quote("\n".join("x" * 200)).endswith("> x")
    assert quote("\n".join("x" * 201)).endswith("> x\n> […]")
    assert quote("\n".join("x" * 201)).count("> x") == 200
