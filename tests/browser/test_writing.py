"""A post is written: kept through a lost connection, beside another editor, and shown to a stranger
before it is published."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_axe import faults_on
from tests.browser.visits import EITHER_WAY, path_of

AFTER_A_WHILE = 15_000


def text(page: Page):
    return page.get_by_role("textbox", name="Text", exact=True)


def said(page: Page):
    return page.locator("[data-draft-said]")


def test_nothing_that_is_written_is_lost(erin, arrive, erins_session):
    page = erin.to("/desk/posts/new")
    page.get_by_label("Title").fill("Kept by itself")
    text(page).click()
    page.keyboard.type("One *quiet* line.")

    expect(said(page)).to_contain_text("not saved yet", timeout=AFTER_A_WHILE)
    address = path_of(page)
    assert re.fullmatch(r"/desk/posts/\d+", address)

    erin.context.set_offline(True)
    page.keyboard.type(" Without a net.")
    expect(said(page)).to_contain_text("no connection", timeout=AFTER_A_WHILE)
    erin.context.set_offline(False)
    expect(said(page)).to_contain_text("not saved yet", timeout=AFTER_A_WHILE)

    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
    page.keyboard.type(" Only here.")
    expect(said(page)).to_contain_text("no connection", timeout=AFTER_A_WHILE)
    page.goto("/desk/posts/")
    elsewhere = arrive(storage_state=erins_session).to(address)
    expect(text(elsewhere)).to_have_text("One *quiet* line. Without a net.")
    page.goto(address)
    page.get_by_role("button", name="Use it").click()
    expect(text(page)).to_contain_text("Without a net. Only here.")
    expect(said(page)).to_contain_text("not saved yet", timeout=AFTER_A_WHILE)
    erin.complaints()  # what a lost connection says


def kept_here(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => Object.keys(localStorage)")
    return [it for it in found if it.startswith("post-")]


def test_only_what_did_not_arrive_is_offered_again(erin):
    page = erin.to("/desk/posts/new")
    page.get_by_label("Title").fill("Sent in a hurry")
    text(page).click()
    page.keyboard.type("All of it.")
    expect(said(page)).to_contain_text("not saved yet", timeout=AFTER_A_WHILE)
    page.get_by_text("Filed under").click()
    page.get_by_role("combobox", name="Tags").fill("hurry,autumn")
    page.get_by_role("button", name="Save and publish").click()

    expect(page.get_by_role("status").first).to_contain_text("Saved and published.")
    expect(page.get_by_label("Address", exact=True)).to_have_value("sent-in-a-hurry")
    expect(page.get_by_text("This browser has a text of yours")).to_be_hidden()
    assert kept_here(page) == []

    address = path_of(page)
    page.get_by_label("Excerpt").fill("Never there.")
    page.route("**/desk/posts/*", lambda route: route.abort("connectionrefused"))
    page.get_by_role("button", name="Save, readers see it at once").click()
    page.wait_for_timeout(200)
    page.unroute("**/desk/posts/*")
    page.goto(address)
    expect(page.get_by_text("This browser has a text of yours")).to_be_visible()
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_label("Excerpt")).to_have_value("Never there.")
    expect(page.get_by_label("Address", exact=True)).to_have_value("sent-in-a-hurry")
    page.get_by_role("button", name="Save, readers see it at once").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    assert kept_here(page) == []

    page.goto("/desk/posts/")
    row = page.get_by_role("listitem").filter(has_text="Sent in a hurry")
    more = row.locator("summary")
    before = more.bounding_box()
    more.click()
    expect(row.get_by_role("button", name="Withdraw")).to_be_visible()
    assert more.bounding_box() == before

    page.goto("/desk/posts/new")
    page.get_by_label("Title").fill("Sent before it was kept")
    text(page).click()
    page.keyboard.type("At once.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    assert kept_here(page) == []
    erin.complaints()  # what a lost connection says


def test_two_editors_see_each_other_and_both_texts(erin, arrive, erins_session):
    page = erin.to("/desk/posts/new")
    page.get_by_label("Title").fill("Written by two")
    text(page).click()
    page.keyboard.type("Both help people to grow.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    other = arrive(storage_state=erins_session).to(path_of(page))

    text(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Mine.")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("link", name="2 revisions")).to_be_visible()
    text(other).click()
    other.keyboard.press("Control+End")
    other.keyboard.type(" Theirs.")
    other.get_by_role("button", name="Save", exact=True).click()

    expect(other.get_by_role("alert").first).to_contain_text("changed this after you opened it")
    expect(other.locator(".diff ins").first).to_contain_text("Theirs")
    assert faults_on(other) == []
    other.get_by_role("button", name="Save mine, keep theirs as a revision").click()
    other.get_by_role("link", name="3 revisions").click()
    assert faults_on(other) == []
    other.get_by_role("listitem").filter(has_text="Version").nth(1).get_by_role(
        "button", name="Restore"
    ).click()
    expect(text(other)).to_contain_text("grow. Mine.")


def test_the_editor_has_a_toolbar_a_preview_and_a_plain_side(erin):
    page = erin.to("/desk/posts/new")
    page.get_by_label("Title").fill("With a preview")
    text(page).click()
    page.keyboard.press("Control+b")
    page.keyboard.type("bold")
    page.keyboard.press("F9")
    expect(page.get_by_role("region", name="Preview").locator("strong")).to_have_text("bold")
    expect(page.locator("[data-count]")).to_have_text("1 word.")
    page.get_by_role("button", name="Full screen").click()
    assert faults_on(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_contain_text("Leave the text")
    page.get_by_role("button", name="Close").click()

    text(page).focus()
    page.keyboard.press("Tab")
    assert not text(page).evaluate("it => it === document.activeElement")
    page.get_by_role("button", name="Plain text").click()
    expect(page.locator("textarea[name=body]")).to_have_value("**bold**")
    page.get_by_role("button", name="Plain text").click()
    expect(page.locator(".CodeMirror")).to_be_visible()
    expect(said(page)).to_contain_text("not saved yet", timeout=AFTER_A_WHILE)


def test_a_picture_that_is_not_taken_says_why_and_loses_nothing(erin):
    page = erin.to("/desk/posts/new")
    answer = {"words": "This is no picture."}
    page.route("**/desk/pictures/", lambda route: route.fulfill(status=422, json=answer))
    text(page).click()
    page.keyboard.type("Before. ")
    file = {"name": "a.png", "mimeType": "image/png", "buffer": b"no"}
    page.locator("[data-picture-file]").set_input_files(file)

    expect(page.locator("[data-pen-said]")).to_contain_text("This is no picture.")
    expect(page.locator("textarea[name=body]")).to_have_value("Before. ")
    page.unroute("**/desk/pictures/")
    answer = {"markdown": "![A door](/media/0.png)", "words": "It is in the library."}
    page.route("**/desk/pictures/", lambda route: route.fulfill(status=200, json=answer))
    page.locator("[data-picture-file]").set_input_files(file)
    expect(page.locator("textarea[name=body]")).to_have_value("Before. ![A door](/media/0.png)")
    expect(said(page)).to_contain_text("not saved yet", timeout=AFTER_A_WHILE)
    erin.complaints()  # the picture that was not taken


@EITHER_WAY
def test_a_stranger_looks_before_it_is_published(arrive, erins_session, script):
    page = arrive(script=script, storage_state=erins_session).to("/desk/posts/new")
    page.get_by_label("Title").fill(f"For you only, {script}")
    text(page).fill("Not *yet*.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Link for 7 days").click()
    address = page.get_by_label("Whoever has this address").input_value()

    stranger = arrive(script=script).to(address)

    expect(stranger.locator(".prose em")).to_have_text("yet")
    expect(stranger.get_by_text("Preview, not public")).to_be_visible()
    assert faults_on(stranger) == [] if script else True
    page.get_by_role("button", name="End it").click()
    expect(stranger.goto(address) and stranger.get_by_role("heading", level=1)).to_have_text(
        "This preview has ended"
    )
