"""The page behind the reference's link: where an inquiry stands, and nothing else of it."""

import re
from datetime import timedelta

import pytest

from blog.db import writing
from blog.inquiries import links
from blog.inquiries.model import State
from tests import make
from tests.clock import NOON
from tests.public.sent import inquiry

SECRET = "a secret for tests only"
LATER = NOON + timedelta(hours=2)


def link(number=1, written_at=NOON):
    return links.status(number, written_at=written_at, secret=SECRET)


def steps(client, **values):
    with writing(client.application.extensions["kit"].engine) as session:
        number = make.an_inquiry(session, **values).id
    page = client.get(link(number)).text
    return re.findall(r'class="steps__words">([^<]+)<', page)


def test_the_thanks_lead_to_it(client):
    thanks = client.get(inquiry(client).headers["Location"]).text

    (found,) = re.findall(r'href="(/contact/status/[^"]+)"', thanks)

    assert client.get(found).status_code == 200


def test_it_is_private_and_says_nothing_of_what_was_written(client):
    inquiry(client, name="Zyx Cwv", message="Qwert uiop", phone="99887")

    page = client.get(link())

    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert not re.search("Zyx|Qwert|99887|ada@", page.text)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ["Received"]),
        ({"state": State.OPEN, "seen_at": LATER}, ["Received", "Seen by the office"]),
        (
            {"state": State.ANSWERED, "seen_at": LATER, "answered_at": LATER},
            ["Received", "Seen by the office", "Answered"],
        ),
        (
            {"state": State.WAITING, "seen_at": LATER, "answered_at": LATER},
            ["Received", "Seen by the office", "Answered"],
        ),
        (
            {"state": State.CLOSED, "seen_at": LATER, "answered_at": LATER},
            ["Received", "Seen by the office", "Answered"],
        ),
        ({"state": State.CLOSED, "seen_at": LATER}, ["Received"]),
        ({"state": State.SPAM, "seen_at": LATER}, ["Received"]),
        ({"state": State.TRASH, "seen_at": LATER, "answered_at": LATER}, ["Received"]),
    ],
)
def test_it_lists_what_happened(client, values, said):
    assert steps(client, **values) == said


def test_who_sent_spam_sees_what_everybody_sees_who_waits(client, engine):
    with writing(engine) as session:
        waits = make.an_inquiry(session).id
        caught = make.an_inquiry(session, state=State.SPAM, seen_at=LATER).id

    pages = [re.sub(r"L-\w{4}", "", client.get(link(number)).text) for number in (waits, caught)]

    assert pages[0] == pages[1]


def test_looking_changes_nothing(client, engine):
    inquiry(client)

    assert client.get(link()).text == client.get(link()).text
    assert client.post(link()).status_code == 405


@pytest.mark.parametrize("token", ["", "x", "WzEsOTk5OTk5OTk5OV0.forged", "\x00"])
def test_without_its_link_nobody_sees_it(client, token):
    inquiry(client)

    answer = client.get("/contact/status/", query_string={"inquiry": token})

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/contact/"


def test_the_link_of_the_thanks_is_none_of_it(client):
    location = inquiry(client).headers["Location"]

    assert client.get(location.replace("thanks", "status")).status_code == 303


def test_it_ends_after_half_a_year(client, clock):
    inquiry(client)
    clock.forward(timedelta(days=179))
    assert client.get(link()).status_code == 200

    clock.forward(timedelta(days=2))

    assert client.get(link()).status_code == 303


def test_an_inquiry_that_is_gone_is_not_found(client):
    assert client.get(link(99)).status_code == 404
