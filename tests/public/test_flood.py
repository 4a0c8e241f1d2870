from datetime import timedelta

import pytest

from blog.comments.model import Comment
from blog.inquiries.model import Inquiry
from tests.public.sent import inquiry, reply
from tests.rows import rows


@pytest.fixture
def settings(settings):
    return settings | {"FLOOD_LIMIT": "3"}


def from_address(client, address):
    client.environ_base["REMOTE_ADDR"] = address
    return client


def test_one_too_many_is_refused_in_place_with_its_text(client, engine, post):
    for number in range(3):
        assert reply(client, post.slug, comment=f"Number {number}").status_code == 303

    answer = reply(client, post.slug, comment="Number four & more")

    assert answer.status_code == 429
    assert "Number four &amp; more" in answer.text
    assert "wait a minute" in answer.text
    assert answer.headers["Retry-After"] == "60"
    assert len(rows(engine, Comment)) == 3


def test_both_forms_count_together(client, engine, post):
    for number in range(3):
        reply(client, post.slug, comment=f"Number {number}")

    answer = inquiry(client)

    assert answer.status_code == 429
    assert "twelve people" in answer.text
    assert answer.headers["Retry-After"] == "60"
    assert rows(engine, Inquiry) == []


def test_after_a_minute_it_is_taken(client, clock, engine, post):
    for number in range(4):
        reply(client, post.slug, comment=f"Number {number}")
    clock.forward(timedelta(seconds=61))

    assert reply(client, post.slug, comment="Number 3").status_code == 303


def test_a_copy_is_no_flood(client, engine, post):
    answers = {reply(client, post.slug).status_code for _ in range(10)}

    assert answers == {303}


def test_another_network_is_not_to_blame(client, post):
    for number in range(4):
        reply(from_address(client, "192.0.2.1"), post.slug, comment=f"Number {number}")

    assert reply(from_address(client, "192.0.2.2"), post.slug).status_code == 303


def test_a_household_shares_its_ipv6_limit(client, post):
    for number in range(3):
        address = f"2001:db8::{number + 1}"
        reply(from_address(client, address), post.slug, comment=f"Number {number}")

    assert reply(from_address(client, "2001:db8::ffff"), post.slug).status_code == 429
    assert reply(from_address(client, "2001:db8:0:1::1"), post.slug).status_code == 303
