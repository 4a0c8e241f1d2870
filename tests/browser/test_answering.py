"""Answering in a browser: nothing typed is lost, and others see that somebody is at it."""

import re

import pytest
from playwright.sync_api import expect

from blog.db import writing
from blog.saved.model import SavedReply
from tests import make
from tests.browser import desk
from tests.browser.visits import EITHER_WAY, records_of

TEXT = "Your answer to"
BOB = "bob@howard.example"


@pytest.fixture
def inquiry(site):
    """The address of its page."""
    engine = records_of(site)
    with writing(engine) as session:
        found = f"/desk/inquiries/{make.an_inquiry(session).id}/"
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def thanks(site):
    engine = records_of(site)
    with writing(engine) as session:
        session.add(SavedReply(title="Thanks", text="Dear {name}, thank you.", place=1))
    engine.dispose()


def kept(page):
    return expect(page.locator("[data-draft-said]"))


def test_a_draft_is_kept_while_one_types_and_survives_a_reload(erin, inquiry):
    page = erin.to(inquiry)
    page.get_by_label(TEXT).press_sequentially("Dear Sam")
    kept(page).to_have_text(re.compile(r"^Kept at \d\d:\d\d$"))

    page.get_by_label(TEXT).press_sequentially(", yes")
    page.reload()  # before the next two seconds are over

    expect(page.get_by_label(TEXT)).to_have_value("Dear Sam, yes")


def test_a_draft_survives_the_end_of_the_session(arrive, inquiry):
    visit = arrive()
    desk.sign_in(visit.page)
    page = visit.to(inquiry)
    page.get_by_label(TEXT).press_sequentially("Dear Sam")
    kept(page).to_have_text(re.compile("^Kept at"))
    visit.context.clear_cookies()

    page.get_by_label(TEXT).press_sequentially(", I wrote this signed out")
    kept(page).to_have_text(re.compile("^Not kept: you are signed out"))
    page.get_by_label(TEXT).press_sequentially(".")
    page.goto("/desk/")
    desk.sign_in(page)
    page.goto(inquiry)

    expect(page.get_by_label(TEXT)).to_have_value("Dear Sam, I wrote this signed out.")
    kept(page).to_have_text(re.compile("^Kept at"))
    assert all(heard.startswith("401: ") for heard in visit.complaints())


def test_signing_in_again_in_another_tab_is_enough(arrive, inquiry):
    visit = arrive()
    desk.sign_in(visit.page)
    page = visit.to(inquiry)
    visit.context.clear_cookies()
    other = visit.context.new_page()
    desk.sign_in(other)

    page.get_by_label(TEXT).press_sequentially("Dear Sam")
    kept(page).to_have_text(re.compile("^Kept at"))
    page.get_by_role("button", name="Send the answer").click()

    expect(page.locator(".answer__text")).to_have_text("Dear Sam")
    expect(page.get_by_label(TEXT)).to_have_value("")
    assert all(heard.startswith("422: ") for heard in visit.complaints())


def test_without_a_connection_the_words_stay_in_the_browser(erin, inquiry):
    page = erin.to(inquiry)
    erin.context.set_offline(True)
    page.get_by_label(TEXT).press_sequentially("Dear Sam, from the train")
    kept(page).to_have_text("Not kept: no connection; your words stay here")

    erin.context.set_offline(False)
    page.goto(inquiry)

    expect(page.get_by_label(TEXT)).to_have_value("Dear Sam, from the train")
    kept(page).to_have_text(re.compile("^Kept at"))
    erin.complaints()


def test_of_two_tabs_neither_overwrites_the_other_unsaid(erin, inquiry):
    page, other = erin.to(inquiry), erin.context.new_page()
    other.goto(inquiry)
    page.get_by_label(TEXT).press_sequentially("The first")
    kept(page).to_have_text(re.compile("^Kept at"))

    other.get_by_label(TEXT).press_sequentially("The second")
    kept(other).to_have_text(re.compile("^Not kept: In another tab"))
    other.get_by_role("button", name="Show the other text").click()
    expect(other.get_by_label(TEXT)).to_have_value("The first")
    other.get_by_role("button", name="Show the other text").click()
    other.get_by_role("button", name="Keep this one").click()
    kept(other).to_have_text(re.compile("^Kept at"))

    other.reload()
    expect(other.get_by_label(TEXT)).to_have_value("The second")
    assert all(heard.startswith("409: ") for heard in erin.complaints())


def test_another_editor_sees_who_is_answering(arrive, erin, site, inquiry):
    words = ("editor", "add", BOB, "--name", "Bob", "--password-stdin")
    site.flask(*words, given=f"{make.PASSWORD}\n")
    bob = arrive().to("/desk/")
    bob.get_by_label("Email").fill(BOB)
    bob.get_by_label("Password").fill(make.PASSWORD)
    bob.get_by_role("button", name="Sign in").click()
    expect(bob.get_by_role("heading", level=1)).to_be_visible()

    with erin.page.expect_response(lambda it: "presence" in it.url):
        erin.to(inquiry)
    with erin.page.expect_response(lambda it: "presence" in it.url):
        erin.page.get_by_label(TEXT).press_sequentially("Dear Sam")
    bob.goto(inquiry)
    expect(bob.locator(".presence")).to_have_text("Erin is answering this.")

    erin.to("/desk/outbox/")
    bob.reload()
    expect(bob.locator(".presence")).to_have_text("")


@EITHER_WAY
def test_a_saved_reply_is_put_in_and_sent(arrive, erins_session, inquiry, thanks, script):
    page = arrive(script=script, storage_state=erins_session).to(inquiry)
    page.get_by_label(TEXT).fill("Hello.")
    page.get_by_label("Saved reply").select_option("Thanks")
    page.get_by_role("button", name="Insert").click()
    expect(page.get_by_label(TEXT)).to_have_value("Hello.\n\nDear Sam, thank you.")

    page.get_by_label("Send and mark as").select_option("Closed")
    page.get_by_role("button", name="Send the answer").click()

    expect(page.locator(".answer__text")).to_have_text("Hello.\n\nDear Sam, thank you.")
    expect(page.get_by_label(TEXT)).to_have_value("")


def test_a_draft_is_kept_by_a_button_without_the_script(arrive, erins_session, inquiry):
    page = arrive(script=False, storage_state=erins_session).to(inquiry)
    page.get_by_label(TEXT).fill("Dear Sam")
    page.get_by_role("button", name="Keep the draft").click()

    expect(page.get_by_label(TEXT)).to_have_value("Dear Sam")
    expect(page.get_by_role("status")).to_contain_text("The draft is kept.")
