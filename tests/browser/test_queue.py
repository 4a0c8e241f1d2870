"""The queue of comments under the hand: by keys alone, by thumb, and with no script at all."""

import re
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import desk
from tests.browser.forms import REPLY
from tests.browser.visits import EITHER_WAY, POST, Visit
from tests.serving.site import Site

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
_numbers = count(1)


class Held:
    """Some comments that wait, in a list of their own; the first one stands on top."""

    def __init__(self, site: Site, *texts: str) -> None:
        self.word = f"word{next(_numbers)}x"
        for text in reversed(texts):
            email = f"{self.word}{text[:1]}@reader.example".lower()
            said = f"{text} {self.word}"
            status, _, _ = site.post(f"{POST}comments", **REPLY | {"email": email, "comment": said})
            assert status == 303

    def shown_to(self, visit: Visit, **asked: str) -> Page:
        return visit.to(self.at(**asked))

    def at(self, status: str = "held") -> str:
        return f"/desk/comments/?status={status}&order=newest&word={self.word}"


def first(page: Page) -> Locator:
    return page.get_by_role("article").first


def number_held(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Comments by state").get_by_role("link").first


def said(page: Page) -> Locator:
    return page.locator("#said")


def notes(page: Page) -> None:
    """From now on it is remembered whether this very page is still there."""
    page.evaluate("window.sameAsBefore = true")


def is_the_same(page: Page) -> bool:
    return bool(page.evaluate("window.sameAsBefore === true"))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


# -- by keys alone -----------------------------------------------------------------------------


def test_every_comment_is_decided_on_by_keys_alone(erin, site):
    held = Held(site, "Alpha", "Bravo", "Charlie", "Delta")
    page = held.shown_to(erin)
    notes(page)

    press(page, "j", "a")
    expect(said(page)).to_contain_text("Approved Ada Reader’s comment.")
    expect(first(page)).to_be_focused()
    press(page, "s")
    expect(said(page)).to_contain_text("as spam")
    expect(page.get_by_role("article")).to_have_count(2)
    press(page, "j", "d")
    expect(said(page)).to_contain_text("to the trash")
    expect(desk.item(page, "Charlie")).to_be_focused()

    expect(page.get_by_role("article")).to_have_count(1)
    expect(number_held(page)).to_have_text("Held 1")
    assert is_the_same(page)


def test_keys_move_among_comments_and_stop_at_the_ends(erin, site):
    page = Held(site, "Alpha", "Bravo", "Charlie").shown_to(erin)

    for key, text in (
        ("j", "Alpha"),
        ("j", "Bravo"),
        ("k", "Alpha"),
        ("k", "Alpha"),
        ("j", "Bravo"),
    ):
        press(page, key)
        expect(desk.item(page, text)).to_be_focused()
    press(page, "j", "j", "j")
    expect(desk.item(page, "Charlie")).to_be_focused()


def test_undo_by_key_brings_it_back_with_the_focus(erin, site):
    page = Held(site, "Alpha", "Bravo").shown_to(erin)
    press(page, "j", "s")
    expect(page.get_by_role("article")).to_have_count(1)

    press(page, "z")

    expect(said(page)).to_contain_text("Taken back")
    expect(desk.item(page, "Alpha")).to_be_focused()
    assert "Undo" not in said(page).inner_text()


def test_an_answer_is_written_by_keys_alone(erin, site):
    page = Held(site, "Alpha", "Bravo").shown_to(erin)

    press(page, "j", "r")
    expect(page.get_by_label("Your answer").first).to_be_focused()
    page.keyboard.type("As do ajuxzsd, we?")
    press(page, "Tab", "Enter")

    expect(said(page)).to_contain_text("Your answer to Ada Reader is on the site.")
    expect(desk.item(page, "Bravo")).to_be_focused()
    assert "As do ajuxzsd, we?" in site.get(POST)[1]


def test_escape_leads_out_of_an_answer_and_keeps_it(erin, site):
    page = Held(site, "Alpha", "Bravo").shown_to(erin)
    press(page, "j", "r")
    page.keyboard.type("Half a thought")

    press(page, "Escape", "j", "s")

    expect(said(page)).to_contain_text("as spam")
    expect(page.get_by_label("Your answer").first).to_have_value("Half a thought")


def test_a_text_is_edited_by_keys_alone(erin, site):
    held = Held(site, "Alpha")
    page = held.shown_to(erin)

    press(page, "j", "e")
    expect(page.get_by_role("heading", level=1)).to_have_text("A held comment")
    press(page, "e")
    expect(page.get_by_label("What it says")).to_be_focused()
    press(page, "End")
    page.keyboard.type(" and more")
    press(page, "Tab", "Enter")

    expect(said(page)).to_contain_text("comment is changed.")
    expect(first(page)).to_contain_text(f"Alpha {held.word} and more")
    press(page, "z")
    expect(page.get_by_label("What it says")).to_have_value(f"Alpha {held.word}")


def test_many_are_selected_counted_and_decided_on_by_keys_alone(erin, site):
    page = Held(site, "Alpha", "Bravo", "Charlie", "Delta").shown_to(erin)
    bar = page.locator("#bulk")
    expect(bar).to_be_hidden()

    press(page, "j", "x", "j", "x")
    expect(bar).to_contain_text("2 selected:")
    press(page, "x")
    expect(bar).to_contain_text("1 selected:")
    press(page, "x", "Shift+s")

    expect(said(page)).to_contain_text("Marked 2 comments as spam.")
    expect(bar).to_be_hidden()
    expect(desk.item(page, "Charlie")).to_be_focused()
    press(page, "z")
    expect(page.get_by_role("article")).to_have_count(4)


def test_all_are_selected_by_one_key_and_let_go_by_the_same(erin, site):
    page = Held(site, "Alpha", "Bravo", "Charlie").shown_to(erin)

    press(page, "Shift+x")
    expect(page.locator("#bulk")).to_contain_text("3 selected:")
    press(page, "Shift+x")
    expect(page.locator("#bulk")).to_be_hidden()
    press(page, "Shift+x", "Shift+d")

    expect(said(page)).to_contain_text("Moved 3 comments to the trash.")
    expect(page.locator(".none")).to_be_focused()


def test_what_is_public_is_held_again_and_spam_restored_by_the_same_key(erin, site):
    held = Held(site, "Alpha")
    page = held.shown_to(erin)
    press(page, "j", "a")
    expect(said(page)).to_contain_text("Approved")

    held.shown_to(erin, status="approved")
    press(page, "j", "u")
    expect(said(page)).to_contain_text("is held again")
    held.shown_to(erin)
    press(page, "j", "s")
    expect(said(page)).to_contain_text("as spam")
    held.shown_to(erin, status="spam")
    press(page, "j", "u")
    expect(said(page)).to_contain_text("is held again")


def test_the_keys_are_listed_by_a_question_mark(erin, site):
    page = Held(site, "Alpha").shown_to(erin)

    press(page, "?")
    listed = page.get_by_role("dialog", name="Keys")
    for key in "j k x a u s d r e z ? ⇧x".split():
        expect(listed.get_by_role("row").filter(has_text=key).first).to_be_visible()
    press(page, "s", "Escape")

    expect(listed).to_be_hidden()
    expect(page.get_by_role("article")).to_have_count(1)


def test_no_key_fires_while_somebody_types_or_holds_another_key(erin, site):
    page = Held(site, "Alpha").shown_to(erin)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Word", exact=True).fill("")
    page.get_by_label("Word", exact=True).press_sequentially("jasdxzu?")
    page.get_by_label("Post").focus()
    press(page, "s", "d")
    first(page).focus()
    press(page, "Control+a", "Alt+s", "Meta+d")
    page.get_by_text("Trust or block").click()
    page.get_by_label("Block a word").press_sequentially("sad")

    expect(page.get_by_label("Word", exact=True)).to_have_value("jasdxzu?")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_an_author_is_trusted_and_a_word_blocked_by_keys_alone(erin, site):
    held = Held(site, "Alpha", "Bravo")
    page = held.shown_to(erin)

    press(page, "j")
    tab_to(page, "Trust or block")
    press(page, "Enter", "Tab", "Enter")
    expect(said(page)).to_contain_text("Ada Reader is trusted from now on.")
    expect(desk.item(page, "Bravo")).to_be_focused()
    tab_to(page, "Trust or block")
    press(page, "Enter", "Tab", "Tab")
    page.keyboard.type(f"{held.word}*")
    press(page, "Enter")

    expect(said(page)).to_contain_text(f"“{held.word}*” is blocked")
    press(page, "z")
    expect(desk.item(page, "Bravo")).to_be_focused()


def tab_to(page: Page, name: str) -> None:
    for _ in range(20):
        press(page, "Tab")
        if name in page.evaluate("document.activeElement.innerText"):
            return
    raise AssertionError(f"nothing called {name} is reached by Tab")


# -- nothing is lost ---------------------------------------------------------------------------


def test_what_is_typed_and_selected_elsewhere_outlives_a_decision(erin, site):
    page = Held(site, "Alpha", "Bravo", "Charlie").shown_to(erin)
    desk.item(page, "Bravo").locator("summary", has_text="Reply").click()
    desk.item(page, "Bravo").get_by_label("Your answer").fill("Half a thought")
    desk.item(page, "Charlie").get_by_role("checkbox").check()

    desk.item(page, "Alpha").get_by_role("button", name="Approve", exact=True).click()

    expect(page.get_by_role("article")).to_have_count(2)
    expect(desk.item(page, "Bravo").get_by_label("Your answer")).to_have_value("Half a thought")
    expect(page.locator("#bulk")).to_contain_text("1 selected:")


def test_a_colleague_who_was_first_is_named_and_the_list_is_fresh(arrive, erins_session, site):
    one, other = (arrive(storage_state=erins_session) for _ in range(2))
    held = Held(site, "Alpha", "Bravo")
    page, elsewhere = held.shown_to(one), held.shown_to(other)
    press(elsewhere, "j", "a")
    expect(said(elsewhere)).to_contain_text("Approved")

    press(page, "j", "s")

    expect(page.get_by_role("alert")).to_contain_text("Erin approved it on")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(desk.item(page, "Alpha")).to_have_count(0)
    expect(number_held(page)).to_have_text("Held 1")
    assert all("409" in it for it in one.complaints())


def test_an_answer_that_is_refused_stays_where_it_was_typed(arrive, erins_session, site):
    one, other = (arrive(storage_state=erins_session) for _ in range(2))
    held = Held(site, "Alpha", "Bravo")
    page, elsewhere = held.shown_to(one), held.shown_to(other)
    press(page, "j", "r")
    page.keyboard.type("A long thought.")
    press(elsewhere, "j", "d")
    expect(said(elsewhere)).to_contain_text("to the trash")

    press(page, "Tab", "Enter")

    expect(page.get_by_role("alert")).to_contain_text("moved it to the trash")
    expect(page.get_by_label("Your answer").first).to_have_value("A long thought.")
    assert all("409" in it for it in one.complaints())


def test_who_was_signed_out_signs_in_elsewhere_and_sends_it_again(arrive, site):
    visit = arrive()
    desk.sign_in(visit.page)
    page = Held(site, "Alpha").shown_to(visit)
    press(page, "j", "r")
    page.keyboard.type("A long thought.")
    visit.context.clear_cookies()

    press(page, "Tab", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    with visit.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    desk.sign_in(opened.value)
    page.get_by_role("button", name="Approve and reply").click()
    expect(page.get_by_role("alert")).to_contain_text("You signed in again")
    page.get_by_role("button", name="Approve and reply").click()

    expect(said(page)).to_contain_text("Your answer to Ada Reader is on the site.")
    assert all(re.match("401|422", it) for it in visit.complaints())


def test_where_the_script_gets_no_answer_the_browser_sends_the_form(erin, site):
    page = Held(site, "Alpha", "Bravo").shown_to(erin)
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('no way there')) }")
    notes(page)

    press(page, "j", "a")

    expect(said(page)).to_contain_text("Approved")
    assert not is_the_same(page)


def test_nothing_moves_for_those_who_asked_for_less(arrive, erins_session, site):
    page = Held(site, "Alpha", "Bravo").shown_to(
        arrive(storage_state=erins_session, reduced_motion="reduce")
    )

    moves = page.evaluate("""() => {
      const item = document.querySelector(".item");
      item.classList.add("item--leaving");
      const moves = item.getAnimations().length;
      item.classList.remove("item--leaving");
      return moves;
    }""")

    assert moves == 0


# -- by thumb, and without a script ------------------------------------------------------------


def test_the_desk_is_worked_by_a_thumb(arrive, erins_session, site):
    visit = arrive(storage_state=erins_session, **PHONE)
    page = Held(site, "Alpha", "Bravo", "Charlie", "Delta").shown_to(visit)

    desk.item(page, "Alpha").get_by_role("button", name="Approve", exact=True).tap()
    expect(said(page)).to_contain_text("Approved")
    said(page).get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("article")).to_have_count(4)
    for text in ("Bravo", "Charlie"):
        desk.item(page, text).locator(".item__pick").tap()
    expect(page.locator("#bulk")).to_contain_text("2 selected:")
    page.locator("#bulk").get_by_role("button", name="Trash").tap()
    expect(said(page)).to_contain_text("Moved 2 comments to the trash.")
    desk.item(page, "Delta").locator("summary", has_text="Reply").tap()
    page.get_by_label("Your answer").last.fill("By thumb.")
    page.get_by_role("button", name="Approve and reply").last.tap()

    expect(said(page)).to_contain_text("Your answer to Ada Reader")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_everything_a_thumb_presses_is_large_enough(arrive, erins_session, site):
    page = Held(site, "Alpha", "Bravo").shown_to(arrive(storage_state=erins_session, **PHONE))
    for fold in page.locator("summary").all():
        fold.tap()
    first(page).locator(".item__pick").tap()

    small = page.evaluate(_TOO_SMALL)

    assert small == []


_TOO_SMALL = """() => {
  const pressed = "button, summary, select, textarea, input:not([type=hidden], [type=checkbox])," +
    " .act, .tab, .chip, .order a, .check, .item__pick";
  return [...document.querySelectorAll(`main :is(${pressed})`)]
    .filter((it) => it.offsetParent && it.getBoundingClientRect().height < 44)
    .map((it) => `${it.className} ${it.textContent.trim()}`);
}"""


def test_the_bar_of_the_selected_stands_above_the_ways_of_the_desk(arrive, erins_session, site):
    page = Held(site, *"ABCDEFGH").shown_to(arrive(storage_state=erins_session, **PHONE))

    first(page).locator(".item__pick").tap()

    bar, ways = page.locator("#bulk").bounding_box(), page.locator(".side__nav").bounding_box()
    assert bar
    assert ways
    assert 0 <= bar["y"] < bar["y"] + bar["height"] <= ways["y"]


def test_many_are_decided_on_without_a_script(arrive, erins_session, site):
    page = Held(site, "Alpha", "Bravo", "Charlie").shown_to(
        arrive(script=False, storage_state=erins_session)
    )

    for text in ("Alpha", "Charlie"):
        desk.item(page, text).get_by_role("checkbox").check()
    page.locator("#bulk").get_by_role("button", name="Spam").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spam 2 comments?")
    page.get_by_role("button", name="Spam 2 comments").click()

    expect(said(page)).to_contain_text("Marked 2 comments as spam.")
    expect(page.get_by_role("article")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("article")).to_have_count(3)


@EITHER_WAY
def test_an_answer_an_edit_and_a_block_with_and_without_a_script(
    arrive, erins_session, site, script
):
    held = Held(site, "Alpha", "Bravo")
    page = held.shown_to(arrive(script=script, storage_state=erins_session))
    desk.item(page, "Alpha").locator("summary", has_text="Reply").click()
    desk.item(page, "Alpha").get_by_label("Your answer").fill(f"Surely, {held.word}.")
    desk.item(page, "Alpha").get_by_role("button", name="Approve and reply").click()
    expect(said(page)).to_contain_text("Your answer")
    assert f"Surely, {held.word}." in site.get(POST)[1]

    desk.item(page, "Bravo").get_by_role("link", name="Edit").click()
    page.get_by_label("What it says").fill(f"Said better. {held.word}")
    page.get_by_role("button", name="Save the text").click()
    expect(said(page)).to_contain_text("is changed.")
    page.get_by_role("link", name="Held comments").click()
    desk.item(page, "Said better.").get_by_text("Trust or block").click()
    page.get_by_label("Block a word").fill(held.word)
    page.get_by_role("button", name="Block the word").click()

    expect(said(page)).to_contain_text("is blocked, and the comment is spam.")
    page.get_by_role("button", name="Undo").click()
    expect(desk.item(page, "Said better.")).to_be_visible()


@EITHER_WAY
def test_spam_is_emptied_after_a_question_and_comes_back(arrive, erins_session, site, script):
    held = Held(site, "Alpha")
    page = held.shown_to(arrive(script=script, storage_state=erins_session))
    first(page).get_by_role("button", name="Spam", exact=True).click()
    expect(said(page)).to_contain_text("as spam")

    page.wait_for_timeout(2_500)  # what came just now is not emptied
    page.goto("/desk/comments/?status=spam")
    page.get_by_role("link", name="Empty spam").click()
    page.get_by_role("button", name="Empty the spam of").click()
    expect(said(page)).to_contain_text("Emptied the spam of")
    expect(page.get_by_role("article")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()

    expect(desk.item(page, held.word)).to_be_visible()


def test_the_log_is_read_and_filtered(erin, site):
    page = Held(site, "Alpha").shown_to(erin)
    press(page, "j", "d")
    expect(said(page)).to_contain_text("to the trash")

    page.get_by_role("link", name="What was decided").click()
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("What it became").select_option("in the trash")
    page.get_by_role("button", name="Filter the log").click()

    expect(page.get_by_role("row").nth(1)).to_contain_text("Erin")
    expect(page.get_by_role("row").nth(1)).to_contain_text("in the trash")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_of_comments_is_wider_than_its_screen(erin, site, width):
    wide = {"name": "Ada" * 80, "email": "w@reader.example", "comment": "so" * 200}
    site.post(f"{POST}comments", **REPLY | wide)
    page = erin.page
    page.set_viewport_size({"width": width, "height": 800})

    for place in ("comments/", "comments/1/", "comments/empty?status=spam", "decisions/"):
        erin.to(f"/desk/{place}")
        for fold in page.locator("summary").all():
            fold.evaluate("it => it.closest('details').open = true")

        assert page.evaluate("document.documentElement.scrollWidth") == width, place
