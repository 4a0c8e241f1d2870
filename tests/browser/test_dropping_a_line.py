"""A prospect drops a line from the post they read."""

import re
from email import message_from_bytes, policy

from playwright.sync_api import expect

from tests.browser.forms import drop_a_line, leave_the_checking_to_the_site, line_form, typed_in
from tests.browser.visits import EITHER_WAY, POST, has_focus, letters_of
from tests.serving.test_serve import until


def the_letter_with(site, words):
    """As it was written into the folder of letters."""
    letters = (
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in letters_of(site)
    )
    return next((letter for letter in letters if words in letter.get_content()), None)


@EITHER_WAY
def test_a_line_gets_a_reference_and_the_office_gets_a_letter(arrive, site, script):
    visit = arrive(script=script)
    message = f"Do you coach teams of five? {script}"

    drop_a_line(visit.to(POST), message=message)

    title = visit.page.get_by_role("heading", level=1)
    expect(title).to_have_text(re.compile(r"We have it, reference L-[0-9A-Z]{4}\."))
    expect(visit.page.get_by_text("It is stored")).to_be_visible()
    letter = until(lambda: the_letter_with(site, message))
    reference = re.search(r"L-\w+", title.inner_text())[0]
    assert reference in letter["Subject"]
    assert letter["Reply-To"] == "Sam Stranger <sam@prospect.example>"
    assert POST in letter.get_content()
    assert visit.context.cookies() == []


@EITHER_WAY
def test_a_refused_line_is_put_right_where_it_was_written(arrive, script):
    page = arrive(script=script).to(POST)
    leave_the_checking_to_the_site(line_form(page))
    message = f"First line\n\nsecond line, {script}"

    with page.expect_navigation() as refused:
        drop_a_line(page, email="", phone="555 0100", message=message)

    assert refused.value.status == 422
    expect(page.get_by_role("heading", level=1)).to_contain_text("Know the Key Differences")
    names = ("name", "phone", "message")
    assert typed_in(line_form(page), *names) == ["Sam Stranger", "555 0100", message]
    assert has_focus(page, ".line .summary")
    expect(page.locator(".line .summary")).to_be_in_viewport()
    expect(line_form(page).get_by_role("textbox", name="Email")).to_have_attribute("aria-invalid", "true")
    page.locator(".line .summary").get_by_role("link").click()
    assert has_focus(page, "#line-email")
    page.keyboard.type("sam@prospect.example")
    page.keyboard.press("Enter")
    expect(page.get_by_text("We have it, reference")).to_be_visible()


def test_thanks_are_said_again_after_a_reload_and_nothing_is_sent_twice(visitor, site):
    drop_a_line(visitor.to("/contact/"), message="Once is enough.")
    thanks = visitor.page.get_by_role("heading", level=1).inner_text()

    visitor.page.reload()

    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(thanks)
    assert until(lambda: the_letter_with(site, "Once is enough."))
    sent = [path for path in letters_of(site) if b"Once is enough." in path.read_bytes()]
    assert len(sent) == 1


def test_going_back_and_sending_again_gives_the_same_reference(visitor):
    drop_a_line(visitor.to("/contact/"), message="Did that work?")
    thanks = visitor.page.get_by_role("heading", level=1).inner_text()

    visitor.page.go_back()
    drop_a_line(visitor.page, message="Did that work?")

    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(thanks)
