"""A rehearsal that the site sends itself goes the whole way and bothers nobody."""

from datetime import timedelta

import pytest

from blog import signed
from blog.inquiries.links import REHEARSAL_HEADER
from blog.inquiries.model import Inquiry, State
from blog.outbox.model import Letter
from tests.clock import NOON
from tests.public.sent import inquiry
from tests.public.wished import block, offer, wish
from tests.rows import rows


def header(*, purpose="rehearsal", until=NOON + timedelta(minutes=5), secret=None):
    secret = secret or "a secret for tests only"
    return signed.sign(7, purpose=purpose, until=until, secret=secret)


def rehearse(client, given=None, **fields):
    client.environ_base["HTTP_X_DROPLINE_REHEARSAL"] = given or header()
    return inquiry(client, **fields)


def test_it_is_kept_closed_and_its_letter_says_what_it_is(client, engine):
    answer = rehearse(client)

    (kept,) = rows(engine, Inquiry)
    (letter,) = rows(engine, Letter)
    assert answer.status_code == 303
    assert (kept.rehearsal, kept.state, kept.reasons) == (True, State.CLOSED, [])
    assert letter.subject.startswith("[Rehearsal] ")
    assert "This is a rehearsal." in letter.body
    assert "nobody has to answer" in letter.body
    assert REHEARSAL_HEADER == "X-Dropline-Rehearsal"


def test_it_is_not_judged_and_gets_no_receipt(client, engine):
    block(engine, "coach")
    wish(engine, receipt_on=True)

    rehearse(client, remark="x")

    assert rows(engine, Inquiry)[0].reasons == []
    assert [letter.about for letter in rows(engine, Letter)] == ["inquiry"]


def test_it_is_asked_for_no_topic_and_no_consent(client, engine):
    offer(engine, "Coaching", "A talk")
    wish(engine, consent_text="We keep it.")

    assert rehearse(client).status_code == 303
    assert rows(engine, Inquiry)[0].consent == ""


def test_no_limit_counts_it(settings, request, engine):
    settings["FLOOD_LIMIT"] = "1"
    client = request.getfixturevalue("client")

    for number in range(3):
        assert rehearse(client, message=f"Rehearsal {number}").status_code == 303
    del client.environ_base["HTTP_X_DROPLINE_REHEARSAL"]

    assert inquiry(client).status_code == 303
    assert len(rows(engine, Inquiry)) == 4


@pytest.mark.parametrize(
    "given",
    [
        "x",
        header(purpose="see thanks"),
        header(until=NOON - timedelta(seconds=1)),
        header(secret="another secret"),
    ],
)
def test_a_header_that_is_not_the_sites_own_is_ignored(client, engine, given):
    rehearse(client, given)

    (kept,) = rows(engine, Inquiry)
    assert (kept.rehearsal, kept.state) == (False, State.NEW)
    assert not rows(engine, Letter)[0].subject.startswith("[Rehearsal]")


def test_a_rehearsal_has_to_be_whole(client, engine):
    assert rehearse(client, email="no").status_code == 422
