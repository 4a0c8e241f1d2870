"""Erin at the desk: what she decides there, strangers see; and strangers see nothing else."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.forms import drop_a_line, reply
from tests.browser.visits import EITHER_WAY, POST, is_in_sight, path_of


@EITHER_WAY
def test_what_erin_approves_is_public_at_once(arrive, script):
    reader, erin = arrive(), arrive(script=script)
    said = f"Worth a second read, {script}."
    reply(reader.to(POST), email="second@reader.example", comment=said)
    expect(arrive().to(POST).get_by_text(said)).to_have_count(0)  # and the page is cached now

    desk.sign_in(erin.page)
    held = desk.item(erin.page, said)
    expect(held).to_contain_text("first comment")
    held.get_by_role("button", name="Approve").click()

    expect(erin.page.get_by_role("status")).to_contain_text("Approved the comment of Ada Reader.")
    mark = reader.page.url.rpartition("#")[2]
    page = arrive().to(f"{POST}#{mark}")
    expect(page.locator(f"#{mark}")).to_contain_text(said)
    assert is_in_sight(page, mark)


def test_a_decision_can_be_taken_back(arrive, erin):
    said = "On second thought."
    reply(arrive().to(POST), email="undo@reader.example", comment=said)
    desk.item(erin.to("/desk/comments/"), said).get_by_role("button", name="Spam").click()

    erin.page.get_by_role("button", name="Undo").click()

    expect(desk.item(erin.page, said)).to_be_visible()
    assert path_of(erin.page) == "/desk/comments/"


def test_erin_reads_an_inquiry_and_marks_it_as_answered(arrive, erin):
    message = "Four of us,\n\nand one room."
    drop_a_line(arrive().to("/contact/"), name="Sam & Sons", message=message)

    page = erin.to("/desk/")
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Inquiries").click()
    page.get_by_role("link", name="Sam & Sons").click()
    expect(page.locator(".message")).to_have_text(message, use_inner_text=True)
    page.get_by_role("button", name="Mark as answered").click()

    expect(page.get_by_role("status")).to_contain_text("is marked as answered")
    expect(page.locator(".history")).to_contain_text("Erin marked it as answered")
    expect(page.get_by_role("link", name="Reply by e-mail")).to_have_attribute(
        "href", re.compile(r"^mailto:sam@prospect\.example\?subject=.*L-")
    )


@EITHER_WAY
def test_a_post_is_written_seen_published_and_withdrawn(arrive, erins_session, script):
    erin, title = arrive(script=script, storage_state=erins_session), f"A small note, {script}"
    page = erin.to("/desk/posts/")
    page.get_by_role("link", name="Write a post").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text").fill("## First\n\nOne *quiet* line.")

    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="Preview").locator("em")).to_have_text("quiet")
    page.get_by_role("button", name="Save and publish").click()
    page.get_by_role("link", name="See it on the site").click()

    address = path_of(page)
    expect(arrive().to("/blog/").get_by_role("link", name=title)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".prose em")).to_have_text("quiet")
    page.go_back()
    page.get_by_role("button", name="Withdraw from the site").click()
    expect(page.get_by_role("status")).to_contain_text("is withdrawn")
    assert arrive().page.goto(address).status == 404


def test_a_text_that_is_not_saved_is_not_left_by_mistake(arrive, erins_session):
    erin = arrive(storage_state=erins_session)
    page = erin.to("/desk/posts/new")
    page.get_by_label("Title").press_sequentially("Half")
    asked = []
    page.once("dialog", lambda dialog: asked.append(dialog.type))

    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Outbox").click()

    assert asked == ["beforeunload"]
    erin.complaints.clear()  # here the question is what was wished for


@EITHER_WAY
def test_whoever_signed_out_is_outside(arrive, script):
    erin = arrive(script=script)
    desk.sign_in(erin.page)

    erin.page.get_by_role("button", name="Sign out").click()

    expect(erin.page.get_by_role("heading", level=1)).to_have_text("Sign in to the desk")
    erin.to("/desk/comments/")
    assert path_of(erin.page) == "/desk/sign-in"


def test_the_desk_is_not_shown_to_a_stranger(visitor):
    page = visitor.to("/desk/inquiries/")

    assert path_of(page) == "/desk/sign-in"
    expect(page.get_by_role("navigation")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_desk_fits_its_screen(arrive, erins_session, width):
    erin = arrive(storage_state=erins_session, viewport={"width": width, "height": 800})
    reply(arrive().to(POST), email=f"wide{width}@reader.example", comment="so" * 200)

    for path in ("comments/", "inquiries/", "outbox/?stage=sent", "posts/", "posts/new"):
        page = erin.to(f"/desk/{path}")

        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        assert page.get_by_role("heading", level=1).count() == 1, path
