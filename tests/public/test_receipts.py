"""The receipt goes to whoever wrote, if the owner wishes it, and can mail no stranger anything."""

from datetime import timedelta

import pytest

from blog.inquiries.model import Inquiry
from blog.inquiries.reference import reference
from blog.outbox.model import Letter
from tests.public.sent import inquiry
from tests.public.wished import offer, wish
from tests.rows import rows


def receipts(engine):
    return [letter for letter in rows(engine, Letter) if letter.about == "receipt"]


def test_none_goes_out_unless_the_owner_wishes_it(client, engine):
    inquiry(client)

    assert receipts(engine) == []


def test_it_has_the_reference_and_nothing_that_was_typed(client, engine):
    wish(engine, receipt_on=True, line_fields=("organisation", "best_time", "phone"))
    typed = {"name": "Zyx Cwv", "message": "Qwert uiop", "organisation": "Asdf", "phone": "99887"}

    inquiry(client, **typed, best_time="Yxcv")

    (letter,) = receipts(engine)
    (kept,) = rows(engine, Inquiry)
    said = f"{letter.subject}\n{letter.body}"
    assert letter.recipient == "ada@example.org"
    assert letter.auto == "auto-replied"
    assert letter.about_id == kept.id
    assert reference(kept.id) in letter.subject
    assert "Howard Street" in letter.body
    assert not [word for word in (*typed.values(), "Yxcv") if word in said]
    assert letter.reply_to == letter.reply_to_name == ""


def test_the_link_in_it_opens_the_status_page(client, engine):
    wish(engine, receipt_on=True)
    inquiry(client)
    (letter,) = receipts(engine)

    link = letter.body.partition("http://localhost")[2].split()[0]

    assert "Received" in client.get(link).text


def test_braces_that_mean_nothing_stay_and_what_is_filled_in_is_not_filled_again(client, engine):
    wish(
        engine,
        receipt_on=True,
        receipt_subject="Thanks {name} {0} {reference.__class__}",
        receipt_text="{message} {{site}} {} { %s {email} {site}",
    )

    inquiry(client)

    (letter,) = receipts(engine)
    assert letter.subject.startswith("Thanks {name} {0} {reference.__class__} (L-")
    assert letter.body == "{message} {Howard Street} {} { %s {email} Howard Street"


def test_what_any_sign_speaks_against_gets_none(client, engine):
    wish(engine, receipt_on=True)

    inquiry(client, message="http://a.example and http://b.example, what do you think?")
    inquiry(client, remark="x")

    assert receipts(engine) == []


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@shop.example",
        "NoReply@shop.example",
        "do-not-reply@shop.example",
        "do_not_reply+77@shop.example",
        "news-noreply@shop.example",
        "mailer-daemon@mx.example",
        "MAILER-DAEMON@mx.example",
        "postmaster@mx.example",
        "bounce@mx.example",
        "bounces+ada=x@mx.example",
        "news-bounces@mx.example",
        "majordomo@mx.example",
        "listserv@mx.example",
        "python-request@mx.example",
        "python-owner@mx.example",
        "owner-python@mx.example",
        "python-unsubscribe@mx.example",
        "prvs=12ab=ada@mx.example",
        "all@lists.mx.example",
        "all@googlegroups.com",
        "office@howard.example",
        "office+x@howard.example",
        "noreply1@mx.example",
        "reply+abc@reply.mx.example",
        "OFFICE@howard.example",
        "erin@howard.example",
        "bob@howard.example",
    ],
)
def test_machines_lists_and_the_office_itself_get_none(client, engine, address):
    offer(engine, "Coaching", letters_to=("erin@howard.example",))
    wish(
        engine,
        receipt_on=True,
        absences=(("cy@howard.example", "2000-01-01", "bob@howard.example"),),
    )

    answer = inquiry(client, email=address)

    assert answer.status_code == 303
    assert receipts(engine) == []


@pytest.mark.parametrize(
    "address", ["ada@example.org", "norah.reply@example.org", "adam.in@example.org", "lists@a.org"]
)
def test_people_get_theirs(client, engine, address):
    wish(engine, receipt_on=True)

    inquiry(client, email=address)

    assert [letter.recipient for letter in receipts(engine)] == [address]


def test_one_mailbox_gets_three_a_day_however_it_is_written(client, engine, clock):
    wish(engine, receipt_on=True)
    written = ("ada@example.org", "ADA@example.org", "ada+1@example.org", "ada+2@example.org")
    for number, address in enumerate(written):
        inquiry(client, email=address, message=f"Question {number}")
    assert len(receipts(engine)) == 3

    clock.forward(timedelta(days=1, seconds=1))
    inquiry(client, message="Another day")

    assert len(receipts(engine)) == 4


def test_no_stretch_of_a_day_holds_more_than_three(client, engine, clock):
    wish(engine, receipt_on=True)
    at = 0
    for minute in (0, 1_438, 1_439, 1_441, 1_442, 1_443):
        clock.forward(timedelta(minutes=minute - at))
        at = minute
        inquiry(client, message=f"Question {minute}")

    assert len(receipts(engine)) == 4


def test_the_same_inquiry_sent_again_gets_no_second_receipt(client, engine):
    wish(engine, receipt_on=True)
    inquiry(client)
    inquiry(client)

    assert len(receipts(engine)) == 1
