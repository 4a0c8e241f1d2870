"""Erin at the desk: what she decides there, strangers see; and strangers see nothing else."""

import re

from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.forms import LINE, REPLY, reply
from tests.browser.visits import EITHER_WAY, POST, is_in_sight, mark_of, path_of


@EITHER_WAY
def test_what_erin_approves_is_public_at_once(arrive, script):
    reader, erin = arrive(script=script), arrive(script=script)
    said = f"Worth a second read, {script}."
    reply(reader.to(POST), email=f"{script}@reader.example", comment=said)
    mark = mark_of(reader.page)
    expect(reader.to(POST).get_by_text(said)).to_have_count(0)  # and the page is cached now

    desk.sign_in(erin.page)
    erin.to("/desk/comments/")
    held = desk.item(erin.page, said)
    expect(held).to_contain_text("first comment")
    held.get_by_role("button", name="Approve").click()

    expect(erin.page.get_by_role("status")).to_contain_text("Approved Ada Reader’s comment.")
    page = arrive(script=script).to(f"{POST}#{mark}")
    expect(page.locator(f"#{mark}")).to_contain_text(said)
    assert is_in_sight(page, mark)


def test_a_decision_can_be_taken_back(erin, site):
    said = "On second thought."
    site.post(f"{POST}comments", **REPLY | {"email": "undo@reader.example", "comment": said})
    page = erin.to("/desk/comments/")
    desk.item(page, said).get_by_role("button", name="Spam").click()
    expect(desk.item(page, said)).to_have_count(0)

    page.get_by_role("button", name="Undo").click()

    expect(desk.item(page, said)).to_be_visible()


def test_erin_reads_an_inquiry_and_marks_it_as_answered(erin, site):
    message = "Four of us,\n\nand one room."
    site.post("/contact/", **LINE | {"name": "Sam & Daughters", "message": message})

    page = erin.to("/desk/")
    desk.way(page, "Inquiries").click()
    page.get_by_role("link", name="Sam & Daughters").click()
    expect(page.locator(".message")).to_have_text(message, use_inner_text=True)
    page.get_by_role("button", name="Answered").click()

    expect(page.get_by_role("status")).to_contain_text("is marked as answered")
    expect(page.locator(".history")).to_contain_text("Erin marked it as answered")
    expect(page.get_by_role("link", name="Reply by e-mail")).to_have_attribute(
        "href", re.compile(r"^mailto:sam@prospect\.example\?subject=.*L-")
    )


@EITHER_WAY
def test_a_post_is_written_seen_published_and_withdrawn(arrive, erins_session, site, script):
    page = arrive(script=script, storage_state=erins_session).to("/desk/posts/")
    title = f"A small note, {script}"
    page.get_by_role("link", name="Write a post").click()
    page.get_by_label("Title").fill(title)
    text = page.get_by_role("textbox", name="Text", exact=True)
    text.fill("## First\n\nOne *quiet* line.")

    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview", exact=True).click()
    expect(opened.value.locator(".prose em")).to_have_text("quiet")
    opened.value.close()
    assert title not in site.get("/blog/")[1]
    page.get_by_role("button", name="Save and publish").click()
    page.get_by_role("link", name="See it on the site").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".prose em")).to_have_text("quiet")
    assert title in site.get("/blog/")[1]
    address = path_of(page)
    page.go_back()
    page.get_by_role("button", name="Withdraw from the site").click()
    expect(page.get_by_role("status")).to_contain_text("is withdrawn")
    assert site.get(address)[0] == 404


@EITHER_WAY
def test_a_post_is_scheduled_thrown_away_and_taken_back(arrive, erins_session, script):
    page = arrive(script=script, storage_state=erins_session).to("/desk/posts/new")
    title = f"For later, {script}"
    page.get_by_label("Title").fill(title)
    page.get_by_role("textbox", name="Text", exact=True).fill("Soon.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(page.url.partition("/desk/")[0] + "/desk/posts/?standing=draft")
    row = page.get_by_role("listitem").filter(has_text=title)

    row.get_by_text("More").click()
    row.get_by_role("link", name="Publish later…").click()
    page.get_by_label("Appears").fill("2100-03-08T09:30")
    page.get_by_role("button", name="Save the times").click()
    expect(page.get_by_role("status")).to_contain_text("appears on 8 March 2100, 09:30")
    page.get_by_role("link", name="Scheduled").click()
    row.get_by_text("More").click()
    row.get_by_role("button", name="Move to the trash").click()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Undo").click()

    expect(row).to_contain_text("appears on 8 March 2100, 09:30")


def test_whoever_signed_out_is_outside(visitor):
    desk.sign_in(visitor.page)

    visitor.page.get_by_role("button", name="Sign out").click()

    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Sign in to the desk")
    visitor.to("/desk/comments/")
    assert path_of(visitor.page) == "/desk/sign-in"
    expect(visitor.page.get_by_role("navigation")).to_have_count(0)


def test_the_desk_is_not_wider_than_its_screen(erin, site):
    wide = {"email": "wide@reader.example", "comment": "so" * 200, "name": "Ada" * 80}
    site.post(f"{POST}comments", **REPLY | wide)
    site.post("/contact/", **LINE | {"name": "Sam" * 80, "message": "so" * 200})

    for place in (
        "comments/",
        "inquiries/",
        "outbox/?stage=sent",
        "posts/",
        "posts/new",
        "redirects/",
    ):
        page = erin.to(f"/desk/{place}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})

            assert page.evaluate("document.documentElement.scrollWidth") == width, place
