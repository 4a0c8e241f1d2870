"""A visitor reads: what stands on the page, on which screens, by which keys, and at what price."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import EITHER_WAY, POST, is_in_sight, path_of

TITLE = "Coaching vs. Mentorship: Know the Key Differences"
PAGES = ("/", "/blog/", POST, "/contact/", "/about/", "/privacy/", "/nothing-here/")
PARTS = (".crumbs", ".post", ".replies", ".respond", ".line__write", ".line__visit")


@EITHER_WAY
def test_a_visitor_finds_the_post_and_reads_it(arrive, script):
    page = arrive(script=script).to("/")

    page.get_by_role("link", name=TITLE, exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    chapters = page.locator(".prose h2").all_inner_texts()
    assert [chapter[:2] for chapter in chapters[:6]] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert chapters[6] == "Conclusion"
    expect(page.locator(".prose h3")).to_have_text(["Coaching", "Mentorship"] * 6)


def test_the_page_has_its_parts_from_top_to_bottom(visitor):
    page = visitor.to(POST)

    tops = [page.locator(part).bounding_box()["y"] for part in PARTS]

    assert tops == sorted(tops)
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_contain_text("Home")
    expect(page.get_by_role("link", name="Open in a map")).to_have_attribute("href", _ELSEWHERE)


def test_the_office_stands_beside_the_form_where_there_is_room(arrive):
    page = arrive(viewport={"width": 1280, "height": 800}).to(POST)

    form, office = (page.locator(part).bounding_box() for part in PARTS[-2:])

    assert office["x"] > form["x"] + form["width"]
    assert office["y"] == form["y"]


@EITHER_WAY
def test_nobody_else_learns_of_a_reader_and_no_cookie_is_left(arrive, script):
    visit = arrive(script=script)

    for path in PAGES:
        visit.to(path)

    assert visit.context.cookies() == []
    assert visit.complaints == []


@pytest.mark.parametrize("width", [320, 390, 768, 1600])
def test_no_page_is_wider_than_its_screen(arrive, width):
    visit = arrive(viewport={"width": width, "height": 800})

    for path in PAGES:
        page = visit.to(path)

        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        assert page.get_by_role("heading", level=1).count() == 1, path


def test_lines_have_a_length_that_reads_well(arrive):
    page = arrive(viewport={"width": 1280, "height": 800}).to(POST)

    characters = page.evaluate(_CHARACTERS_A_LINE)

    assert 60 <= characters <= 75


def test_the_first_key_leads_past_the_menu(visitor):
    page = visitor.to(POST)

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", [POST, "/contact/"])
def test_whoever_uses_keys_sees_where_they_are(visitor, path):
    page = visitor.to(path)

    stops = []
    for _ in range(100):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop is None:
            break
        stops.append(stop)

    assert len(stops) > 10
    assert [stop["what"] for stop in stops if not stop["is_seen"]] == []
    assert not any("remark" in stop["what"] for stop in stops)


def test_a_link_to_a_comment_shows_the_comment(visitor):
    page = visitor.to(POST)

    page.locator(".comment__when").last.click()

    assert is_in_sight(page, page.url.rpartition("#")[2])


def test_an_address_with_a_slip_leads_back_into_the_site(visitor):
    page = visitor.to("/blog/no-such-post/")

    page.locator("main").get_by_role("link", name="Blog").click()

    assert path_of(page) == "/blog/"


_ELSEWHERE = "https://www.openstreetmap.org/search?query=301%20Howard%20St%2C%20San%20Francisco"
# From the lines of the longest paragraph, the last one, which is not full, left out.
_CHARACTERS_A_LINE = """() => {
  const paragraphs = [...document.querySelectorAll(".prose > p")];
  const longest = paragraphs.sort((a, b) => b.textContent.length - a.textContent.length)[0];
  const text = document.createTreeWalker(longest, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  const tops = [...text.data].map((_, at) => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return Math.round(range.getBoundingClientRect().top);
  });
  const last = tops.at(-1);
  const full = tops.filter((top) => top !== last);
  return full.length / new Set(full).size;
}"""
_FOCUSED = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const style = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  const is_ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const is_on_screen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.width > 1;
  return {
    what: `${here.tagName} ${here.id} ${here.textContent.slice(0, 30).trim()}`,
    is_seen: is_ringed && is_on_screen,
  };
}"""
