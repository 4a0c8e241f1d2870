"""A visitor replies, with a browser that runs our scripts and with one that does not."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.browser.forms import (
    leave_the_checking_to_the_site,
    reply,
    reply_form,
    typed_in,
)
from tests.browser.visits import EITHER_WAY, POST, has_focus, is_in_sight

HELD = "Awaiting moderation. Only you can see this."


@EITHER_WAY
def test_a_held_comment_is_seen_by_its_author_and_nobody_else(arrive, script):
    author, other = arrive(script=script), arrive(script=script)
    said = f"A word for later, {script}."

    reply(author.to(POST), email="held@reader.example", comment=said)

    comment = author.page.get_by_role("article").filter(has_text=said)
    expect(comment).to_contain_text(HELD)
    assert is_in_sight(author.page, author.page.url.rpartition("#")[2])
    assert author.context.cookies() == []
    expect(other.to(POST).get_by_text(said)).to_have_count(0)


@EITHER_WAY
def test_a_refused_reply_keeps_every_word_and_says_where_to_look(arrive, script):
    page = arrive(script=script).to(POST)
    leave_the_checking_to_the_site(reply_form(page))

    with page.expect_navigation() as refused:
        reply(page, name="Ada & Sons", email="ada at home", comment='"First"\n\n<b>Second</b>')

    assert refused.value.status == 422
    names = ("name", "email", "comment")
    assert typed_in(reply_form(page), *names) == [
        "Ada & Sons",
        "ada at home",
        '"First"\n\n<b>Second</b>',
    ]
    assert has_focus(page, ".respond .summary")
    expect(page.locator(".respond .summary")).to_be_in_viewport()
    email = reply_form(page).get_by_role("textbox", name="Email")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description("Enter an e-mail address such as ada@example.org")
    expect(reply_form(page).locator("[aria-invalid]")).to_have_count(1)


@EITHER_WAY
def test_the_summary_leads_to_the_field(arrive, script):
    page = arrive(script=script).to(POST)
    leave_the_checking_to_the_site(reply_form(page))
    reply(page, name="", email="")

    page.locator(".respond .summary").get_by_role("link", name="Enter your e-mail address").click()

    assert has_focus(page, "#reply-email")


def test_the_browser_itself_asks_for_what_is_missing(visitor):
    page = visitor.to(POST)

    reply(page, email="")

    assert has_focus(page, "#reply-email")
    assert page.url.endswith(POST)


def test_a_refused_reply_that_is_put_right_is_taken(visitor):
    page = visitor.to(POST)
    leave_the_checking_to_the_site(reply_form(page))
    said = "Put right at the second try."
    reply(page, email="", comment=said)

    reply_form(page).get_by_role("textbox", name="Email").fill("second@reader.example")
    reply_form(page).get_by_role("button").click()

    expect(page.get_by_role("article").filter(has_text=said)).to_contain_text(HELD)


def test_reply_moves_the_form_without_losing_what_was_typed(visitor):
    page = visitor.to(POST)
    reply_form(page).get_by_role("textbox", name="Comment").fill("Half a thought")
    page.evaluate("window.isTheSamePage = true")

    page.get_by_role("link", name="Reply to Ada Reader").click()

    expect(page.locator(".respond__title")).to_have_text("Leave a Reply to Ada Reader")
    expect(reply_form(page).get_by_role("textbox", name="Comment")).to_be_focused()
    assert typed_in(reply_form(page), "comment", "reply_to") == ["Half a thought", "1"]
    assert page.evaluate("window.isTheSamePage")


def test_cancelling_a_reply_keeps_what_was_typed_too(visitor):
    page = visitor.to(POST)
    page.get_by_role("link", name="Reply to Ada Reader").click()
    reply_form(page).get_by_role("textbox", name="Comment").fill("Half a thought")

    page.get_by_role("link", name="Cancel reply").click()

    expect(page.locator(".respond__title")).to_have_text("Leave a Reply")
    assert typed_in(reply_form(page), "comment", "reply_to") == ["Half a thought", ""]
    expect(page.get_by_role("link", name="Reply to Ada Reader")).to_be_focused()


@EITHER_WAY
def test_an_answer_stands_under_the_comment_it_answers(arrive, script):
    page = arrive(script=script).to(POST)
    said = f"I answer you, {script}."

    page.get_by_role("link", name="Reply to Ada Reader").click()
    expect(page.locator(".respond__title")).to_have_text("Leave a Reply to Ada Reader")
    assert is_in_sight(page, "respond")
    reply(page, email="answer@reader.example", comment=said)

    answers = page.locator("li", has=page.locator("#comment-1")).locator("li")
    expect(answers.filter(has_text=said)).to_contain_text(HELD)


def test_nothing_is_remembered_unless_it_is_asked_for(arrive):
    visit = arrive()
    tick = reply_form(visit.to(POST)).get_by_label("Save my name, email, and website")
    expect(tick).not_to_be_checked()

    reply(visit.page, email="forget@reader.example")
    visit.to(POST)

    assert typed_in(reply_form(visit.page), "name", "email", "website") == ["", "", ""]
    assert visit.page.evaluate("localStorage.length") == 0


def test_name_address_and_website_are_remembered_in_the_browser_alone(visitor):
    page = visitor.to(POST)
    reply_form(page).get_by_label("Save my name, email, and website").check()

    with page.expect_request(lambda request: request.method == "POST") as sent:
        reply(page, email="keep@reader.example", website="https://ada.example/")
    visitor.to(POST)

    fields = parse_qs(sent.value.post_data, keep_blank_values=True)
    assert set(fields) == {"comment", "name", "email", "website", "remark", "reply_to"}
    expected = ["Ada Reader", "keep@reader.example", "https://ada.example/"]
    assert typed_in(reply_form(page), "name", "email", "website") == expected
    expect(reply_form(page).get_by_label("Save my name, email, and website")).to_be_checked()
    assert visitor.context.cookies() == []


def test_what_was_remembered_is_forgotten_when_the_tick_is_taken_back(visitor):
    page = visitor.to(POST)
    reply_form(page).get_by_label("Save my name, email, and website").check()
    reply(page, email="once@reader.example")

    reply_form(visitor.to(POST)).get_by_label("Save my name, email, and website").uncheck()
    reply(page, email="once@reader.example", comment="And another thought.")
    visitor.to(POST)

    assert typed_in(reply_form(page), "name", "email") == ["", ""]


def test_without_script_nothing_is_offered_that_cannot_be_kept(arrive):
    page = arrive(script=False).to(POST)

    expect(page.get_by_text("Save my name, email, and website")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_trap_is_out_of_sight_and_no_key_leads_into_it(arrive, script):
    page = arrive(script=script).to(POST)

    for trap in page.locator("[name=remark]").all():
        expect(trap).not_to_be_in_viewport()
        expect(trap).to_have_attribute("tabindex", "-1")
