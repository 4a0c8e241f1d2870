import re

import pytest
from sqlalchemy import delete

from blog.db import writing
from blog.decisions.action import Action
from blog.inbox.move import move
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference
from blog.outbox.model import Letter, Stage
from tests import make
from tests.public.sent import errors_of, inquiry
from tests.rows import rows


def test_an_inquiry_is_kept_with_its_letter_and_thanked_for(client, engine):
    answer = inquiry(client)

    (kept,) = rows(engine, Inquiry)
    (letter,) = rows(engine, Letter)
    number = reference(kept.id)
    thanks = client.get(answer.headers["Location"])
    assert answer.status_code == 303
    assert number in thanks.text
    assert "It is stored, and the office finds it at its desk." in thanks.text
    assert "no-store" in thanks.headers["Cache-Control"]
    assert letter.reply_to == "ada@example.org"
    assert number in letter.subject
    assert "Ada Reader" in letter.subject
    assert kept.message in letter.body
    assert "From page: http://localhost/contact/" in letter.body


def test_the_thanks_page_says_when_it_was_answered(client, engine, now):
    location = inquiry(client).headers["Location"]
    with writing(engine) as session:
        move(session, 1, seen=State.NEW, to=State.ANSWERED, action=Action(by="Erin", at=now))

    assert "has answered it" in client.get(location).text


@pytest.mark.parametrize("stages", [[], [Stage.DUE], [Stage.SENT], [Stage.DEAD], [Stage.DROPPED]])
def test_the_thanks_page_is_true_of_all_and_tells_nobody_what_was_caught(client, engine, stages):
    location = inquiry(client).headers["Location"]
    with writing(engine) as session:
        session.execute(delete(Letter))
        for stage in stages:
            make.a_letter(session, stage=stage)

    assert "It is stored, and the office finds it at its desk." in client.get(location).text


def test_what_a_browser_filled_in_for_somebody_is_put_right_by_sending_it_again(client, engine):
    inquiry(client, remark="Ada")
    inquiry(client)

    caught, sent = rows(engine, Inquiry)
    assert (caught.state, sent.state) == (State.SPAM, State.NEW)
    assert len(rows(engine, Letter)) == 1


@pytest.mark.parametrize("token", ["", "x", "WzEsOTk5OTk5OTk5OV0.forged"])
def test_thanks_are_shown_to_its_sender_alone(client, token):
    inquiry(client)

    answer = client.get("/contact/thanks/", query_string={"inquiry": token})

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/contact/"


def test_a_filled_trap_is_kept_and_mailed_to_nobody_and_nothing_untrue_is_said(client, engine):
    answer = inquiry(client, remark="x")

    assert rows(engine, Inquiry)[0].state is State.SPAM
    assert rows(engine, Letter) == []
    assert "on its way" not in client.get(answer.headers["Location"]).text


def test_a_prospect_may_send_links(client, engine):
    inquiry(client, message="http://a.example http://b.example http://c.example")

    assert rows(engine, Inquiry)[0].state is State.NEW
    assert len(rows(engine, Letter)) == 1


@pytest.mark.parametrize("missing", ["name", "email", "message"])
@pytest.mark.parametrize("blank", ["", " \n", "\u2800"])
def test_a_required_field_left_blank_is_named(client, engine, missing, blank):
    answer = inquiry(client, **{missing: blank})

    assert answer.status_code == 422
    assert list(errors_of(answer)) == [f"line-{missing}"]
    assert rows(engine, Inquiry) == []


def test_a_phone_number_is_optional(client, engine):
    inquiry(client, phone="+1 415 555 0100")

    assert rows(engine, Inquiry)[0].phone == "+1 415 555 0100"


def test_a_refused_inquiry_comes_back_on_the_post_it_was_sent_from(client, post):
    answer = inquiry(client, page=f"/blog/{post.slug}/", email="no", message="Every word.")

    assert answer.status_code == 422
    assert post.title in answer.text
    assert "Every word." in answer.text
    assert "Leave a Reply" in answer.text


def test_a_refused_inquiry_comes_back_on_the_front_page_it_was_sent_from(client, post):
    answer = inquiry(client, page="/", email="no", message="Every word.")

    assert answer.status_code == 422
    assert 'aria-current="page">Contact' not in answer.text
    assert "Every word." in answer.text


@pytest.mark.parametrize(
    "page", ["//evil.example/", "https://evil.example/", "x", "/blog/none/", "/a\nb", "/" * 400, ""]
)
def test_a_page_that_is_none_of_ours_means_the_contact_page(client, engine, page):
    refused = inquiry(client, page=page, email="no")
    taken = inquiry(client, page=page)

    assert refused.status_code == 422
    assert taken.status_code == 303
    assert re.fullmatch(r"/(contact/|blog/none/)", rows(engine, Inquiry)[0].page)


def test_the_contact_page_has_the_form_and_the_address(client):
    page = client.get("/contact/").text

    assert "Drop us a line" in page
    assert "301 Howard St. #600" in page
    assert re.search(r'href="mailto:[^"]+"', page)
