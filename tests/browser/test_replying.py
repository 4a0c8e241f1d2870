"""A visitor replies, with a browser that runs our scripts and with one that does not."""

from urllib.parse import parse_qs

from playwright.sync_api import Locator, Page, expect

from tests.browser.forms import (
    REPLY,
    fill,
    leave_the_checking_to_the_site,
    reply,
    reply_form,
    typed_in,
)
from tests.browser.visits import EITHER_WAY, POST, is_in_sight, mark_of, path_of

HELD = "Awaiting moderation. Only you can see this."
REMEMBER = "Save my name, email, and website"


@EITHER_WAY
def test_a_held_comment_is_seen_by_its_author_and_nobody_else(arrive, script):
    author, other = arrive(script=script), arrive(script=script)
    said = f"A word for later, {script}."

    reply(author.to(POST), email="held@reader.example", comment=said)

    expect(author.page.get_by_role("article").filter(has_text=said)).to_contain_text(HELD)
    assert is_in_sight(author.page, mark_of(author.page))
    assert author.context.cookies() == []
    expect(other.to(POST).get_by_text(said)).to_have_count(0)


@EITHER_WAY
def test_a_refused_reply_keeps_every_word_and_says_what_is_wrong(arrive, script):
    page = arrive(script=script).to(POST)
    leave_the_checking_to_the_site(reply_form(page))
    typed = {"name": "Ada & Sons", "email": "ada at home", "comment": '"One"\n\n<b>Two</b>'}

    answer = reply(page, **typed)

    assert answer.status == 422
    assert typed_in(reply_form(page), *typed) == [*typed.values()]
    expect(page.locator(".respond .summary")).to_be_focused()
    expect(page.locator(".respond .summary")).to_be_in_viewport()
    wrong = reply_form(page).locator("[aria-invalid=true]")
    expect(wrong).to_have_id("reply-email")
    expect(wrong).to_have_accessible_description("Enter an e-mail address such as ada@example.org")


@EITHER_WAY
def test_the_summary_leads_to_the_field_where_it_is_put_right(arrive, script):
    page = arrive(script=script).to(POST)
    leave_the_checking_to_the_site(reply_form(page))
    said = f"At the second try, {script}."
    reply(page, email="", comment=said)

    page.locator(".respond .summary").get_by_role("link", name="Enter your e-mail address").click()
    expect(page.locator("#reply-email")).to_be_focused()
    page.keyboard.type("again@reader.example")
    page.keyboard.press("Enter")

    expect(page.get_by_role("article").filter(has_text=said)).to_contain_text(HELD)


def test_the_browser_itself_asks_for_what_is_missing(visitor):
    page = visitor.to(POST)
    fill(reply_form(page), REPLY | {"email": ""})

    reply_form(page).get_by_role("button").click()

    expect(page.locator("#reply-email")).to_be_focused()
    assert path_of(page) == POST


def test_reply_moves_the_form_without_losing_what_was_typed(visitor):
    page = visitor.to(POST)
    reply_form(page).locator("[name=comment]").fill("Half a thought")
    page.evaluate("window.isTheSamePage = true")

    reply_link(page).click()

    expect(page.locator(".respond__title")).to_have_text("Leave a Reply to Ada Reader")
    expect(page.locator("#reply-comment")).to_be_focused()
    assert typed_in(reply_form(page), "comment", "reply_to") == ["Half a thought", "1"]
    assert page.evaluate("window.isTheSamePage")


def test_cancelling_a_reply_keeps_what_was_typed_too(visitor):
    page = visitor.to(POST)
    reply_link(page).click()
    reply_form(page).locator("[name=comment]").fill("Half a thought")

    page.get_by_role("link", name="Cancel reply").click()

    expect(page.locator(".respond__title")).to_have_text("Leave a Reply")
    assert typed_in(reply_form(page), "comment", "reply_to") == ["Half a thought", ""]
    expect(reply_link(page)).to_be_focused()


@EITHER_WAY
def test_an_answer_stands_under_the_comment_it_answers(arrive, script):
    page = arrive(script=script).to(POST)
    said = f"I answer you, {script}."

    reply_link(page).click()
    expect(page.locator(".respond__title")).to_have_text("Leave a Reply to Ada Reader")
    assert is_in_sight(page, "respond")
    reply(page, email="answer@reader.example", comment=said)

    answers = page.locator("li", has=page.locator("#comment-1")).locator("li")
    expect(answers.filter(has_text=said)).to_contain_text(HELD)


def test_name_address_and_website_are_remembered_in_the_browser_alone(visitor):
    page = visitor.to(POST)
    expect(page.get_by_label(REMEMBER)).not_to_be_checked()
    page.get_by_label(REMEMBER).check()

    with page.expect_request(lambda request: request.method == "POST") as sent:
        reply(page, email="keep@reader.example", website="https://ada.example/")
    visitor.to(POST)

    fields = parse_qs(sent.value.post_data, keep_blank_values=True)
    assert set(fields) == {"comment", "name", "email", "website", "remark", "reply_to"}
    kept = ["Ada Reader", "keep@reader.example", "https://ada.example/"]
    assert typed_in(reply_form(page), "name", "email", "website") == kept
    expect(page.get_by_label(REMEMBER)).to_be_checked()
    assert visitor.context.cookies() == []


def test_what_was_remembered_is_forgotten_when_the_tick_is_taken_back(visitor):
    page = visitor.to(POST)
    page.get_by_label(REMEMBER).check()
    reply(page, email="once@reader.example")

    visitor.to(POST).get_by_label(REMEMBER).uncheck()
    reply(page, email="once@reader.example", comment="And another thought.")
    visitor.to(POST)

    assert typed_in(reply_form(page), "name", "email") == ["", ""]
    assert page.evaluate("localStorage.length") == 0


def test_without_script_nothing_is_offered_that_could_not_be_kept(arrive):
    page = arrive(script=False).to(POST)

    expect(page.get_by_text(REMEMBER)).to_be_hidden()


def reply_link(page: Page) -> Locator:
    """Of the first comment, which is Ada's."""
    return page.locator("#comment-1").get_by_role("link", name="Reply to Ada Reader")
