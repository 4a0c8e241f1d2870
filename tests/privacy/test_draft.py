"""What the draft of a privacy page says follows the settings, claim by claim."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from blog import edition
from blog.db import writing
from blog.editors.model import Role
from blog.posts.model import Kind, Post, Standing
from blog.privacy.draft import LEAD, Facts, draft
from blog.site import store as site
from blog.topics import store as topics
from tests import make
from tests.desk.at_the_desk import page, press, press_stale, words
from tests.rows import rows

PRIVACY = "/desk/settings/privacy/"
DEMO = Path(__file__).parents[2] / "demo" / "privacy.md"
FACTS = Facts(
    site="Howard Street",
    place="301 Howard St. #600, San Francisco, CA 94105",
    email="office@howard.example",
    asked=("Phone",),
    spam_days=30,
    trash_days=30,
    minutes_to_correct=15,
    days_to_confirm=30,
    days_of_counts=2,
    days_signed_in=14,
    days_of_entries=90,
)


@pytest.mark.parametrize(
    ("changed", "said", "not_said"),
    [
        ({"site": "Elm Street"}, "the site of Elm Street, 301", "Howard Street,"),
        ({"place": ""}, "the site of Howard Street. You", "301"),
        ({"email": "hi@elm.example"}, "mailto:hi@elm.example", "office@howard"),
        ({"asked": ()}, "the message, the page", "Phone"),
        (
            {"asked": ("Topic", "Best time")},
            "under “Topic”, what you gave under “Best time”",
            "Phone",
        ),
        ({"asks_consent": True}, "the words you agreed to", ""),
        ({"sends_receipt": True}, "A receipt goes to your address", ""),
        ({"tells_of_held": False}, "each message to us that is no spam.", "waits to be looked at"),
        ({"tells_of_approved": True}, "each reply that is on the page at once", ""),
        ({"spam_days": 7}, "take for spam are deleted 7 days later", ""),
        ({"spam_days": 1}, "take for spam are deleted 1 day later", ""),
        ({"spam_days": 0}, "take for spam are kept until we delete them", ""),
        ({"trash_days": 9}, "thrown away are deleted 9 days later", ""),
        ({"minutes_to_correct": 5}, "For 5 minutes you can correct", "15 minutes"),
        ({"days_to_confirm": 12}, "we forget it after 12 days", ""),
        ({"days_of_counts": 3}, "gone after 3 days", "after 2 days"),
        ({"days_of_entries": 45}, "For 45 days we keep when you signed in", "90 days"),
        ({"days_signed_in": 8}, "signed in for 8 days at most", "14 days"),
    ],
)
def test_a_claim_follows_its_setting(changed, said, not_said):
    text = draft(replace(FACTS, **changed))

    assert said in text
    assert said not in draft(FACTS)
    assert not not_said or not_said not in text


def test_the_owners_own_words_are_no_markdown():
    text = draft(replace(FACTS, site="A [b](javascript:1) <i>*c*", asked=("**Pet**",)))

    assert "[b](" not in text.replace("\\[b\\](", "")
    assert "\\*\\*Pet\\*\\*" in text


@pytest.fixture
def owner(client: FlaskClient, engine: Engine) -> FlaskClient:
    make.an_editor(engine, role=Role.OWNER)
    return make.sign_in(client)


def pages(engine: Engine) -> list[tuple[str, str]]:
    return sorted((it.slug, it.standing) for it in rows(engine, Post) if it.kind is Kind.PAGE)


def test_the_draft_at_the_desk_says_what_is_set(owner: FlaskClient, engine: Engine):
    with writing(engine) as session:
        site.keep(session, replace(site.discussion(session), spam_days=5, approved_letters=True))
        site.keep(
            session,
            replace(
                site.reception(session),
                line_fields=("organisation",),
                line_words=(("organisation", "Your firm", ""),),
                consent_text="I agree.",
                receipt_on=True,
            ),
        )
        site.keep(session, replace(site.wishes(session), name="Elm Street", street=""))
        topics.add(session, "Coaching", ())
        topics.add(session, "Teams", ())
        edition.turn(session)

    shown = page(owner, PRIVACY)

    for said in (
        "the site of Elm Street, San Francisco",
        "take for spam are deleted 5 days later",
        "under “Topic”, what you gave under “Your firm”",
        "the words you agreed to",
        "A receipt goes to your address",
        "each reply that is on the page at once",
    ):
        assert said in shown
    assert "“Phone”" not in shown


def test_the_button_makes_a_draft_and_overwrites_nothing(owner: FlaskClient, engine: Engine):
    first = press(owner, PRIVACY, on=PRIVACY)
    second = press(owner, PRIVACY, on=PRIVACY)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location != second.location
    assert pages(engine) == [("privacy", Standing.DRAFT), ("privacy-2", Standing.DRAFT)]
    assert LEAD in page(owner, second.location)
    assert "gets another address" in page(owner, PRIVACY)
    assert owner.get("/privacy/").status_code == 404


def test_a_stale_click_makes_nothing(owner: FlaskClient, engine: Engine):
    answer = press_stale(owner, PRIVACY, on=PRIVACY)

    assert answer.status_code == 422
    assert "nothing was done" in words(answer)
    assert pages(engine) == []


def test_the_page_of_the_demo_says_the_same(app: Flask):
    _, front, body = DEMO.read_text(encoding="utf-8").split("+++", 2)

    assert body.strip() == draft(FACTS).strip()
    assert tomllib.loads(front)["lead"] == LEAD
