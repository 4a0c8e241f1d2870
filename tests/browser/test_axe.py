"""axe finds nothing on any kind of page, by day, by night, and from right to left."""

import re
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser import desk
from tests.browser.forms import (
    REPLY,
    drop_a_line,
    fill,
    leave_the_checking_to_the_site,
    line_form,
    reply,
    reply_form,
)
from tests.browser.visits import letters_of, visiting
from tests.serving.site import Site
from tests.serving.test_serve import until

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the time of the day changes.
COLOURS = ["color-contrast", "link-in-text-block"]
# What the direction of reading changes.
PLACES = ["target-size", "scrollable-region-focusable"]


@pytest.fixture(scope="module")
def reader(chromium, site):
    """One browser for all: these tests only look."""
    with visiting(chromium, site) as visit:
        yield visit


@pytest.fixture(scope="module")
def editor(chromium, site, erins_session):
    with visiting(chromium, site, storage_state=erins_session) as visit:
        yield visit


def test_axe_would_find_something(reader):
    page = reader.to("/about/")
    page.evaluate("document.querySelector('h1').outerHTML = '<button></button>'")
    page.evaluate("document.querySelector('.lead').style.color = '#444'")  # too dark for the night

    found = {" ".join(fault.split()[:3]) for fault in faults_on(page)}

    assert found == {
        "by day: button-name",
        "by day: page-has-heading-one",
        "by night: color-contrast",
    }


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/blog/",
        "/contact/",
        "/about/",
        "/nothing-here/",
        "/search",
        "/search?q=coaching+team",
        "/search?q=nothing-like-that",
        "/blog/category/leading-a-team/",
        "/blog/feeds/",
        "/blog/archive/",
        "/blog/2026/08/",
        "/blog/everything-at-once/?reply_to={comment}#respond",
        "/blog/long-ago/",
        "/blog/much-was-said/?comments=3",
        "/blog/much-was-said/comments/{folded}/",
    ],
)
def test_a_page_that_readers_open(reader, furniture, path):
    path = path.format(comment=furniture.comment_id, folded=furniture.folded_id)

    assert faults_on(reader.to(path)) == []


def test_a_post_whose_reply_was_refused(reader, furniture):
    page = reader.to(furniture.post)
    leave_the_checking_to_the_site(reply_form(page))
    reply(page, name="", email="ada at home", comment="")

    assert faults_on(page) == []


def test_a_page_whose_inquiry_was_refused(reader):
    page = reader.to("/contact/")
    leave_the_checking_to_the_site(line_form(page))
    drop_a_line(page, name="", email="sam at home", message="")

    assert faults_on(page) == []


def test_a_post_with_the_readers_own_held_comment(reader):
    reply(reader.to("/blog/the-first-ninety-minutes-of-a-new-team-lead/"))

    assert faults_on(reader.page) == []


def test_a_comment_that_its_author_corrects_and_looks_at(reader):
    page = reader.to("/blog/the-first-ninety-minutes-of-a-new-team-lead/")
    reply(page, email="correct@reader.example", comment="A wrod.")
    page.get_by_role("link", name="Correct or withdraw it").click()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_be_visible()

    assert faults_on(page) == []


def test_a_reply_that_is_looked_at_first(reader, furniture):
    page = reader.to(furniture.post)
    fill(reply_form(page), REPLY)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_be_visible()

    assert faults_on(page) == []


def test_the_thanks(reader):
    drop_a_line(reader.to("/contact/"), message="Is this page readable?")

    assert faults_on(reader.page) == []
    reader.page.get_by_role("link", name="see where it stands").click()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Your message")
    assert faults_on(reader.page) == []


def test_the_door_of_the_desk(reader):
    page = reader.to("/desk/sign-in")
    page.get_by_label("Email").fill(desk.ERIN)
    page.get_by_role("button", name="Sign in").click()

    expect(page.locator(".summary")).to_be_visible()
    assert faults_on(page) == []


@pytest.mark.parametrize(
    "place",
    [
        "",
        "comments/",
        "comments/?status=approved&post={post}&word=e&author=ada@reader.example",
        "comments/?status=spam",
        "comments/?status=trash&order=oldest",
        "comments/?word=nothing-like-that",
        "comments/{comment}/",
        "comments/empty?status=spam",
        "decisions/",
        "decisions/?by=Erin&thing=block",
        "inquiries/",
        "inquiries/?state=all&words=coach&label=urgent&starred=yes&due=dated&assignee=nobody",
        "inquiries/?state=spam&order=due",
        "inquiries/?state=closed",
        "inquiries/{inquiry}/",
        "decisions/?thing=label",
        "outbox/?stage=dead",
        "posts/",
        "posts/?standing=trash",
        "posts/{post}",
        "posts/{post}/times",
        "pages/",
        "redirects/",
        "categories/",
        "tags/1",
        "authors/1",
        "settings/comments/",
        "nothing-here/",
    ],
)
def test_a_page_of_the_desk(editor, furniture, place):
    place = place.format(
        inquiry=furniture.inquiry_id, post=furniture.post_id, comment=furniture.comment_id
    )

    assert faults_on(editor.to(f"/desk/{place}")) == []


def test_an_inquiry_whose_answer_was_refused(editor, furniture):
    page = editor.to(f"/desk/inquiries/{furniture.inquiry_id}/")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator(".reply .notice")).to_be_visible()

    assert faults_on(page) == []


def test_what_a_decision_says(editor, furniture):
    page = editor.to("/desk/comments/?status=trash")
    page.get_by_role("article").get_by_role("button", name="Restore").first.click()

    expect(page.get_by_role("status")).to_be_visible()
    assert faults_on(page) == []


def test_the_queue_with_all_that_unfolds_and_some_selected(editor, furniture):
    page = editor.to("/desk/comments/")
    page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true })")
    page.get_by_role("article").first.get_by_role("checkbox").check()

    expect(page.locator("#bulk")).to_contain_text("1 selected:")
    assert faults_on(page) == []


def test_the_inbox_with_all_that_unfolds_and_some_selected(editor, furniture):
    page = editor.to("/desk/inquiries/?state=all")
    page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true })")
    page.get_by_role("article").first.get_by_role("checkbox").check()

    expect(page.locator("#bulk")).to_contain_text("1 selected:")
    assert faults_on(page) == []


def test_the_list_of_keys(editor, furniture):
    page = editor.to("/desk/comments/")
    page.keyboard.press("?")

    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults_on(page) == []


def test_the_question_about_a_selection(chromium, site, erins_session, furniture):
    with visiting(chromium, site, storage_state=erins_session) as visit:
        page = visit.to("/desk/comments/")
        page.evaluate("document.querySelector('[name=sure]').remove()")
        page.get_by_role("article").first.get_by_role("checkbox").check()
        page.locator("#bulk").get_by_role("button", name="Trash").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Trash 1 comment?")
        assert faults_on(page) == []


def test_an_edit_that_was_refused(editor, furniture):
    page = editor.to(f"/desk/comments/{furniture.comment_id}/")
    page.locator("#edit-text").evaluate("it => { it.required = false; it.value = '' }")
    page.get_by_role("button", name="Save the text").click()

    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_on(page) == []


def test_the_preview_of_a_post(editor, furniture):
    page = editor.to(f"/desk/posts/{furniture.post_id}")
    page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true })")
    assert faults_on(page) == []
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview", exact=True).click()

    expect(opened.value.get_by_text("Nothing is saved by looking")).to_be_visible()
    assert faults_on(opened.value) == []


def test_settings_that_were_refused(editor):
    page = editor.to("/desk/settings/")
    page.locator("[name=name]").fill("")
    page.get_by_role("button", name="Save the settings").click()

    expect(page.locator(".summary")).to_be_visible()
    assert faults_on(page) == []


def test_rules_that_were_refused(editor):
    page = editor.to("/desk/settings/comments/")
    page.locator("[name=depth]").fill("99")
    page.get_by_role("button", name="Save the rules").click()

    expect(page.locator(".summary")).to_be_visible()
    assert faults_on(page) == []


@pytest.mark.parametrize(
    "path",
    [
        "/desk/settings/inquiries/",
        "/desk/settings/letters/",
        "/desk/settings/topics/",
        "/desk/settings/topics/1",
        "/desk/replies/",
        "/desk/replies/1",
    ],
)
def test_what_the_desk_says_about_inquiries(editor, furniture, path):
    assert faults_on(editor.to(path)) == []


def test_settings_for_inquiries_that_were_refused(editor):
    page = editor.to("/desk/settings/inquiries/")
    page.locator("[name=suspicious_at]").fill("1")
    page.get_by_role("button", name="Save the settings").click()

    expect(page.locator(".summary")).to_be_visible()
    assert faults_on(page) == []


@pytest.mark.parametrize("way", ["letters/approve/", "letters/trash/"])
def test_the_page_behind_a_link_in_a_letter(reader, site, way):
    reply(reader.to("/blog/the-first-ninety-minutes-of-a-new-team-lead/"), email="l@reader.example")
    (link, *_) = until(lambda: links_in_letters(site, way))

    page = reader.to(urlsplit(link).path)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert faults_on(page) == []


def links_in_letters(site: Site, way: str) -> list[str]:
    letters = [
        message_from_bytes(it.read_bytes(), policy=policy.default) for it in letters_of(site)
    ]
    said = "".join(letter.get_content() for letter in letters)
    return re.findall(rf"http://\S+/{way}\S+", said)


def faults_on(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    page.emulate_media(color_scheme="light")
    by_day = _violations(page, {"type": "tag", "values": TAGS})
    page.emulate_media(color_scheme="dark")
    by_night = _violations(page, {"type": "rule", "values": COLOURS})
    page.evaluate("document.documentElement.dir = 'rtl'")
    turned = _violations(page, {"type": "rule", "values": PLACES}) + _too_wide(page)
    page.evaluate("document.documentElement.dir = ''")
    found = {"by day": by_day, "by night": by_night, "right to left": turned}
    return [f"{when}: {it}" for when, faults in found.items() for it in faults]


def _too_wide(page: Page) -> list[str]:
    """Whether the page moves sideways."""
    width = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return [f"{width} pixels wider than the screen"] if width > 0 else []


def _violations(page: Page, rules: dict[str, object]) -> list[str]:
    asked = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    found: dict[str, Any] = page.evaluate("asked => axe.run(document, asked)", asked)
    return [
        f"{it['id']} {node['target']} {node.get('failureSummary', '')}"
        for it in found["violations"]
        for node in it["nodes"]
    ]
