"""The inbox under the hand: by keys alone, and with no script at all."""

from itertools import count

from playwright.sync_api import Locator, Page, expect

from blog.db import writing
from tests import make
from tests.browser import desk
from tests.browser.visits import EITHER_WAY, records_of, visiting
from tests.serving.site import Site

_numbers = count(1)


class Kept:
    """Some inquiries in a list of their own; the first one stands on top."""

    def __init__(self, site: Site, *names: str) -> None:
        self.word = f"word{next(_numbers)}q"
        engine = records_of(site)
        with writing(engine) as session:
            for name in reversed(names):
                make.an_inquiry(session, name=name, message=f"{name} asks {self.word}")
        engine.dispose()

    def at(self, state: str = "new") -> str:
        return f"/desk/inquiries/?state={state}&words={self.word}"


def said(page: Page) -> Locator:
    return page.locator("#said")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_every_inquiry_is_decided_on_by_keys_alone(erin, site):
    page = erin.to(Kept(site, "Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot").at())
    page.evaluate("window.sameAsBefore = true")

    press(page, "j")
    for key, words in (
        ("a", "is marked as answered"), ("o", "is open"), ("w", "waits for the person"),
        ("c", "is closed"), ("s", "is marked as spam"), ("d", "is in the trash"),
    ):  # fmt: skip
        press(page, key)
        expect(said(page)).to_contain_text(words)
    expect(page.get_by_role("article")).to_have_count(0)
    press(page, "z")
    expect(said(page)).to_contain_text("Taken back")
    expect(desk.item(page, "Foxtrot")).to_be_focused()
    assert page.evaluate("window.sameAsBefore === true")


def test_keys_star_it_give_it_to_me_and_open_it(erin, site):
    page = erin.to(Kept(site, "Alpha", "Bravo").at())

    press(page, "j", "f")
    expect(desk.item(page, "Alpha")).to_contain_text("starred")
    expect(desk.item(page, "Alpha")).to_be_focused()
    press(page, "m")
    expect(desk.item(page, "Alpha")).to_contain_text("With Erin")
    press(page, "Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Alpha")
    press(page, "c")
    expect(said(page)).to_contain_text("is closed")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bravo")


def test_the_same_with_all_that_are_selected(erin, site):
    page = erin.to(Kept(site, "Alpha", "Bravo", "Charlie").at())

    press(page, "j", "x", "j", "x", "Shift+F")
    expect(said(page)).to_contain_text("Gave 2 inquiries a star.")
    press(page, "Shift+C")

    expect(said(page)).to_contain_text("Closed 2 inquiries.")
    expect(page.get_by_role("article")).to_have_count(1)


@EITHER_WAY
def test_many_are_moved_with_and_without_a_script(chromium, site, erins_session, script):
    kept = Kept(site, "Alpha", "Bravo")
    with visiting(chromium, site, script=script, storage_state=erins_session) as visit:
        page = visit.to(kept.at())
        for box in page.get_by_role("article").get_by_role("checkbox").all():
            box.check()
        page.locator("#bulk").get_by_role("button", name="Trash").click()
        if not script:
            expect(page.get_by_role("heading", level=1)).to_have_text("Trash 2 inquiries?")
            page.get_by_role("button", name="Trash 2 inquiries").click()

        expect(said(page)).to_contain_text("Moved 2 inquiries to the trash.")
        said(page).get_by_role("button", name="Undo").click()
        expect(page.get_by_role("article")).to_have_count(2)


def test_a_note_a_label_and_a_day_without_a_script(chromium, site, erins_session):
    kept = Kept(site, "Alpha")
    with visiting(chromium, site, script=False, storage_state=erins_session) as visit:
        page = visit.to(kept.at())
        page.get_by_role("link", name="Alpha").click()
        page.get_by_label("A label").fill("urgent")
        page.get_by_role("button", name="Put it on").click()
        page.get_by_label("A note").fill("Call them.")
        page.get_by_role("button", name="Keep the note").click()
        page.get_by_label("Due on").fill("2026-12-24")
        page.get_by_role("button", name="Set the day").click()

        expect(page.locator(".history")).to_contain_text("Call them.")
        expect(page.get_by_role("list", name="Labels")).to_contain_text("urgent")
        expect(said(page)).to_contain_text("is due on 24 December 2026")
