"""axe finds nothing on any kind of page, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import desk
from tests.browser.forms import (
    drop_a_line,
    leave_the_checking_to_the_site,
    line_form,
    reply,
    reply_form,
)
from tests.browser.furniture import furnish

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the time of the day changes.
COLOURS = ["color-contrast", "link-in-text-block"]


@pytest.fixture(scope="package")
def furniture(site):
    return furnish(site)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/blog/",
        "/contact/",
        "/about/",
        "/nothing-here/",
        "/blog/everything-at-once/",
        "/blog/everything-at-once/?reply_to={comment}#respond",
        "/blog/long-ago/",
    ],
)
def test_a_page_that_readers_open(visitor, furniture, path):
    assert faults_on(visitor.to(path.format(comment=furniture.comment_id))) == []


def test_a_post_whose_reply_was_refused(visitor, furniture):
    page = visitor.to(furniture.post)
    leave_the_checking_to_the_site(reply_form(page))
    reply(page, name="", email="ada at home", comment="")

    assert faults_on(page) == []


def test_a_post_whose_inquiry_was_refused(visitor, furniture):
    page = visitor.to(furniture.post)
    leave_the_checking_to_the_site(line_form(page))
    drop_a_line(page, name="", email="sam at home", message="")

    assert faults_on(page) == []


def test_a_post_with_the_readers_own_held_comment(visitor, furniture):
    reply(visitor.to(furniture.post), email="axe@reader.example")

    assert faults_on(visitor.page) == []


def test_the_thanks(visitor):
    drop_a_line(visitor.to("/contact/"), message="Is this page readable?")

    assert faults_on(visitor.page) == []


@pytest.mark.parametrize(
    "path",
    [
        "comments/",
        "comments/?status=approved",
        "comments/?status=spam",
        "comments/?status=trash",
        "inquiries/",
        "inquiries/{inquiry}/",
        "outbox/?stage=dead",
        "outbox/?stage=sent",
        "posts/",
        "posts/new",
        "posts/{post}",
        "settings/",
        "nothing-here/",
    ],
)
def test_a_page_of_the_desk(erin, furniture, path):
    place = path.format(inquiry=furniture.inquiry_id, post=furniture.post_id)

    assert faults_on(erin.to(f"/desk/{place}")) == []


def test_what_a_decision_says(erin, furniture):
    page = erin.to("/desk/comments/?status=trash")
    page.get_by_role("button", name="Restore").first.click()

    assert faults_on(page) == []


def test_the_preview_of_a_post(erin, furniture):
    page = erin.to(f"/desk/posts/{furniture.post_id}")
    page.get_by_role("button", name="Preview").click()

    assert faults_on(page) == []


@pytest.mark.parametrize(
    ("path", "button"), [("posts/new", "Save and publish"), ("settings/", "Save the settings")]
)
def test_a_refused_form_of_the_desk(erin, furniture, path, button):
    page = erin.to(f"/desk/{path}")
    page.locator(".write [required]").first.fill("")
    page.get_by_role("button", name=button).click()

    assert page.locator(".summary").count() == 1
    assert faults_on(page) == []


def test_the_door_of_the_desk(visitor):
    page = visitor.to("/desk/sign-in")
    assert faults_on(page) == []

    page.get_by_label("Email").fill(desk.ERIN)
    page.get_by_role("button", name="Sign in").click()

    assert page.locator(".summary").count() == 1
    assert faults_on(page) == []


def faults_on(page: Page) -> list[str]:
    page.emulate_media(color_scheme="light")
    by_day = _violations(page, {"type": "tag", "values": TAGS})
    page.emulate_media(color_scheme="dark")
    by_night = _violations(page, {"type": "rule", "values": COLOURS})
    return [f"by day: {it}" for it in by_day] + [f"by night: {it}" for it in by_night]


def _violations(page: Page, rules: dict[str, object]) -> list[str]:
    asked = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=asked).response["violations"]
    return [
        f"{it['id']}: {node['target']} {node.get('failureSummary', '')}"
        for it in found
        for node in it["nodes"]
    ]
