from dataclasses import replace
from datetime import timedelta

import pytest

from blog.comments.model import Comment
from blog.inquiries.model import Inquiry
from tests.public.sent import inquiry, reply
from tests.public.there import the_owner_wishes
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


# -- what the owner allows besides -------------------------------------------------------------


def replies(client, post, *names, **fields):
    """The status of each, from one network; each says something else."""
    return [
        reply(client, post.slug, comment=f"By {name}.", email=f"{name}@example.org", **fields)
        for name in names
    ]


@pytest.fixture
def generous(app):
    """The deployment allows much more than the owner will."""
    kit = app.extensions["kit"]
    app.extensions["kit"] = replace(kit, settings=replace(kit.settings, flood_limit=100))


def test_the_owner_says_how_many_comments_a_network_may_send(client, engine, post, generous):
    the_owner_wishes(engine, most_from_network=2)

    answers = replies(client, post, "ada", "sam", "eve")

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "from your network" in answers[2].text
    assert "By eve." in answers[2].text
    assert inquiry(client).status_code == 303


def test_a_household_shares_what_the_owner_allows(client, engine, post, generous):
    the_owner_wishes(engine, most_from_network=1)

    replies(from_address(client, "2001:db8::1"), post, "ada")

    assert replies(from_address(client, "2001:db8::2"), post, "sam")[0].status_code == 429
    assert replies(from_address(client, "2001:db8:0:1::1"), post, "sam")[0].status_code == 303


def test_the_owner_says_how_many_comments_one_address_may_send(client, engine, post, generous):
    the_owner_wishes(engine, most_from_email=2)
    places = ("192.0.2.1", "192.0.2.2", "192.0.2.3")
    emails = ("ada@example.org", "Ada@Example.org", "ada@example.org")

    answers = [
        reply(from_address(client, place), post.slug, comment=f"From {place}", email=email)
        for place, email in zip(places, emails, strict=True)
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "under this e-mail address" in answers[2].text
    assert "From 192.0.2.3" in answers[2].text
    assert answers[2].headers["Retry-After"] == "60"


def test_after_a_minute_the_address_may_send_again(client, clock, engine, post, generous):
    the_owner_wishes(engine, most_from_email=1)
    reply(client, post.slug, comment="One.")
    assert reply(client, post.slug, comment="Two.").status_code == 429

    clock.forward(timedelta(seconds=61))

    assert reply(client, post.slug, comment="Two.").status_code == 303


def test_no_limit_of_the_owners_is_none(client, engine, post, generous):
    the_owner_wishes(engine, most_from_network=0, most_from_email=0)

    answers = {reply(client, post.slug, comment=f"Number {n}").status_code for n in range(20)}

    assert answers == {303}


def test_a_double_click_is_no_flood_under_any_limit(client, engine, post, generous):
    the_owner_wishes(engine, most_from_network=1, most_from_email=1)

    assert {reply(client, post.slug).status_code for _ in range(5)} == {303}


def test_the_deployment_is_the_ceiling(client, engine, post):
    the_owner_wishes(engine, most_from_network=50, most_from_email=50)

    answers = [reply(client, post.slug, comment=f"Number {n}").status_code for n in range(4)]

    assert answers == [303, 303, 303, 429]


def test_a_deployment_without_limits_has_none_of_the_owners(app, client, engine, post):
    the_owner_wishes(engine, most_from_network=1, most_from_email=1)
    kit = app.extensions["kit"]
    app.extensions["kit"] = replace(kit, settings=replace(kit.settings, flood_limit=0))

    answers = {reply(client, post.slug, comment=f"Number {n}").status_code for n in range(5)}

    assert answers == {303}


def test_no_table_holds_an_address_that_was_counted(client, engine, post, generous):
    reply(from_address(client, "192.0.2.77"), post.slug)

    with engine.connect() as connection:
        counted = connection.exec_driver_sql("SELECT key FROM window_count").scalars().all()
    assert len(counted) == 3
    assert not [key for key in counted if "192.0.2" in key or "ada" in key]
