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
ASKS = "E-mail me when someone answers"
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

    reply_form(page).get_by_role("button", name="Post comment").click()

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
    words = {"comment", "name", "email", "website", "remark", "reply_to"}
    assert set(fields) == words | {"seconds"}
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


# -- what comes with a reply -------------------------------------------------------------------


def test_the_page_says_how_long_it_was_open(visitor):
    page = visitor.to(POST)
    page.wait_for_timeout(1_200)

    with page.expect_request(lambda request: request.method == "POST") as sent:
        reply(page, email="slow@reader.example")

    (seconds,) = parse_qs(sent.value.post_data)["seconds"]
    assert 1.2 <= float(seconds) < 60


def test_a_page_without_script_says_nothing_of_it(arrive):
    page = arrive(script=False).to(POST)

    with page.expect_request(lambda request: request.method == "POST") as sent:
        reply(page, email="quiet@reader.example")

    assert parse_qs(sent.value.post_data, keep_blank_values=True)["seconds"] == [""]


@EITHER_WAY
def test_a_refused_form_keeps_the_wish_to_hear_of_answers(arrive, script):
    page = arrive(script=script).to(POST)
    leave_the_checking_to_the_site(reply_form(page))
    expect(page.get_by_label(ASKS)).not_to_be_checked()
    page.get_by_label(ASKS).check()

    reply(page, email="")

    expect(page.get_by_label(ASKS)).to_be_checked()
    expect(page.get_by_label(ASKS)).to_have_accessible_description(
        "You get one letter to confirm it, after your comment is approved."
    )


# -- a look at it first ------------------------------------------------------------------------


@EITHER_WAY
def test_a_reply_can_be_looked_at_before_it_is_posted(arrive, script):
    visit = arrive(script=script)
    page = visit.to(POST)
    said = f"A *word* before, {script}."
    fill(reply_form(page), REPLY | {"email": "look@reader.example", "comment": said})

    preview_button(page).click()

    preview = page.get_by_role("region", name="As it will look")
    expect(preview.locator("em")).to_have_text("word")
    expect(preview.get_by_text("Ada Reader")).to_be_visible()
    expect(preview).to_be_in_viewport()
    assert typed_in(reply_form(page), "comment", "email") == [said, "look@reader.example"]
    expect(arrive().to(POST).get_by_text("before, ")).to_have_count(0)
    with page.expect_navigation():
        reply_form(page).get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("article").filter(has_text="before, ")).to_contain_text(HELD)


def test_with_a_script_the_preview_comes_to_the_page(visitor):
    page = visitor.to(POST)
    page.evaluate("window.isTheSamePage = true")
    fill(reply_form(page), REPLY)

    preview_button(page).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("region", name="As it will look")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("The preview stands above the form.")
    expect(preview_button(page)).to_be_focused()
    assert page.evaluate("window.isTheSamePage")
    assert path_of(page) == POST


def test_a_second_preview_takes_the_place_of_the_first(visitor):
    page = visitor.to(POST)
    fill(reply_form(page), REPLY)
    preview_button(page).click()
    expect(page.locator("#preview")).to_contain_text(REPLY["comment"])

    reply_form(page).locator("[name=comment]").fill("Other words.")
    preview_button(page).click()

    expect(page.locator("#preview")).to_contain_text("Other words.")
    expect(page.locator("#preview")).to_have_count(1)


@EITHER_WAY
def test_what_is_wrong_is_said_as_the_page_says_it(arrive, script):
    visit = arrive(script=script)
    page = visit.to(POST)
    leave_the_checking_to_the_site(reply_form(page))
    fill(reply_form(page), REPLY | {"email": "ada at home"})

    preview_button(page).click()

    expect(page.locator(".respond .summary")).to_be_focused()
    expect(page.locator("#reply-email")).to_have_attribute("aria-invalid", "true")
    assert typed_in(reply_form(page), "comment") == [REPLY["comment"]]
    expect(page.locator("#preview")).to_have_count(0)
    heard = visit.complaints()  # of the script's own question, before it went to the page
    assert [it.partition(":")[0] for it in heard] == (["422"] if script else [])


def test_a_reply_after_a_preview_still_answers_what_it_answered(visitor):
    page = visitor.to(POST)
    reply_link(page).click()
    fill(reply_form(page), REPLY | {"email": "still@reader.example", "comment": "Still to you."})
    preview_button(page).click()
    expect(page.locator("#preview")).to_be_visible()

    expect(page.locator(".respond__title")).to_have_text("Leave a Reply to Ada Reader")
    with page.expect_navigation():
        reply_form(page).get_by_role("button", name="Post comment").click()

    answers = page.locator("li", has=page.locator("#comment-1")).locator("li")
    expect(answers.filter(has_text="Still to you.")).to_contain_text(HELD)


# -- second thoughts ---------------------------------------------------------------------------


@EITHER_WAY
def test_the_author_corrects_a_reply_and_withdraws_it(arrive, script):
    visit = arrive(script=script)
    page = visit.to(POST)
    reply(page, email=f"second{script}@reader.example", comment=f"A wrod, {script}.")
    mine = page.get_by_role("article").filter(has_text=HELD)

    mine.get_by_role("link", name="Correct or withdraw it").click()
    page.get_by_label("Comment").fill(f"A *word*, {script}.")
    preview_button(page).click()
    expect(page.locator("#preview em")).to_have_text("word")
    page.get_by_role("button", name="Save").click()

    expect(mine).to_contain_text("Corrected at")
    expect(mine.locator("em")).to_have_text("word")
    assert is_in_sight(page, mark_of(page))

    mine.get_by_role("link", name="Correct or withdraw it").click()
    page.get_by_label("Comment").fill("")  # what it says does not matter any more
    page.get_by_role("button", name="Withdraw").click()

    expect(page.get_by_text("You have withdrawn this comment.")).to_be_in_viewport()
    expect(page.get_by_text(f"word, {script}.")).to_have_count(0)


def preview_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Preview")
