"""A prospect drops a line from the post they read."""

import re
from email import message_from_bytes, policy

from playwright.sync_api import expect

from tests.browser.forms import (
    drop_a_line,
    fill,
    leave_the_checking_to_the_site,
    line_form,
    send,
    typed_in,
)
from tests.browser.visits import EITHER_WAY, POST, letters_of
from tests.serving.test_serve import until


def letters_with(site, words):
    """As they were written into the folder of letters."""
    letters = (
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in letters_of(site)
    )
    return [letter for letter in letters if words in letter.get_content()]


@EITHER_WAY
def test_a_line_gets_a_reference_and_the_office_gets_a_letter(arrive, site, script):
    visit = arrive(script=script)
    message = f"Do you coach teams of five? {script}"

    drop_a_line(visit.to(POST), message=message)

    title = visit.page.get_by_role("heading", level=1)
    expect(title).to_have_text(re.compile(r"We have it, reference L-[0-9A-Z]{4}\."))
    expect(visit.page.get_by_text("It is stored")).to_be_visible()
    (letter,) = until(lambda: letters_with(site, message))
    assert title.inner_text().split()[-1].rstrip(".") in letter["Subject"]
    assert letter["Reply-To"] == "Sam Stranger <sam@prospect.example>"
    assert POST in letter.get_content()
    assert visit.context.cookies() == []


@EITHER_WAY
def test_a_refused_line_is_put_right_where_it_was_written(arrive, script):
    page = arrive(script=script).to(POST)
    leave_the_checking_to_the_site(line_form(page))
    typed = {"name": "Sam & Sons", "phone": "555 0100", "message": f"One\n\n<b>{script}</b>"}

    answer = drop_a_line(page, email="", **typed)

    assert answer.status == 422
    expect(page.get_by_role("heading", level=1)).to_contain_text("Know the Key Differences")
    assert typed_in(line_form(page), *typed) == [*typed.values()]
    expect(page.locator(".line .summary")).to_be_focused()
    expect(page.locator(".line .summary")).to_be_in_viewport()
    expect(line_form(page).locator("[aria-invalid=true]")).to_have_id("line-email")
    page.locator(".line .summary").get_by_role("link").click()
    expect(page.locator("#line-email")).to_be_focused()
    page.keyboard.type("sam@prospect.example")
    page.keyboard.press("Enter")
    expect(page.get_by_text("We have it, reference")).to_be_visible()


def test_reloading_the_thanks_or_sending_again_gives_the_same_reference(visitor, site):
    drop_a_line(visitor.to("/contact/"), message="Once is enough.")
    title = visitor.page.get_by_role("heading", level=1)
    thanks = title.inner_text()

    visitor.page.reload()
    expect(title).to_have_text(thanks)
    visitor.page.go_back()
    drop_a_line(visitor.page, message="Once is enough.")

    expect(title).to_have_text(thanks)
    assert len(until(lambda: letters_with(site, "Once is enough."))) == 1


def test_what_was_typed_is_there_again_until_it_is_sent(visitor):
    page = visitor.to(POST)
    typed = {
        "name": "Sam Stranger",
        "email": "sam@prospect.example",
        "message": "One\n\n<b>two</b>",
    }
    fill(line_form(page), typed)
    visitor.to("/contact/")

    expect(page.get_by_text("It is still in this browser")).to_be_visible()
    assert typed_in(line_form(page), *typed) == [*typed.values()]
    send(line_form(page))
    expect(page.get_by_text("We have it, reference")).to_be_visible()
    visitor.to("/")

    assert typed_in(line_form(page), *typed) == ["", "", ""]
    expect(page.get_by_text("It is still in this browser")).to_be_hidden()


def test_it_survives_a_refusal_and_a_closed_page(visitor):
    page = visitor.to("/contact/")
    leave_the_checking_to_the_site(line_form(page))
    drop_a_line(page, email="sam at home", message="Every word.")
    page.close()
    page = visitor.page = visitor.context.new_page()

    page.goto("/")

    assert typed_in(line_form(page), "email", "message") == ["sam at home", "Every word."]


def test_it_can_be_started_anew(visitor):
    page = visitor.to("/contact/")
    fill(line_form(page), {"name": "Sam", "message": "Never mind."})
    visitor.to("/contact/")

    page.get_by_role("button", name="Start anew").click()

    assert typed_in(line_form(page), "name", "message") == ["", ""]
    expect(page.locator("#line-name")).to_be_focused()
    visitor.to("/")
    assert typed_in(line_form(page), "name", "message") == ["", ""]


def test_the_trap_is_never_kept(visitor):
    page = visitor.to("/contact/")
    fill(line_form(page), {"message": "Hello."})
    page.evaluate("document.querySelector('#line-remark').value = 'filled'")
    visitor.to("/contact/")

    assert "filled" not in page.evaluate("localStorage.getItem('line')")
    assert typed_in(line_form(page), "remark", "message") == ["", "Hello."]


def test_old_thanks_do_not_empty_a_newer_text(visitor):
    drop_a_line(visitor.to("/contact/"), message="The first one.")
    thanks = visitor.page.url
    fill(line_form(visitor.to("/contact/")), {"message": "The second one."})

    visitor.to(thanks)
    visitor.to("/contact/")

    assert typed_in(line_form(visitor.page), "message") == ["The second one."]


def test_the_thanks_lead_to_where_it_stands(visitor):
    drop_a_line(visitor.to("/contact/"), message="Where does this stand?")

    visitor.page.get_by_role("link", name="see where it stands").click()

    expect(visitor.page.get_by_role("listitem").filter(has_text="Received")).to_be_visible()
    assert "Where does this stand?" not in visitor.page.content()
