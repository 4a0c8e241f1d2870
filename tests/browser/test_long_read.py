"""A long text: what it holds, how its parts are linked to, how it is printed and what it weighs."""

import pytest
from playwright.sync_api import expect

from blog import edition
from blog.db import writing
from blog.posts.model import Kind
from tests import make
from tests.browser.test_axe import faults_on
from tests.browser.visits import EITHER_WAY, POST, is_in_sight, mark_of, records_of

_CODE = "```python\n# a comment\n@decorated\ndef f(x):\n    return 'text' + 1\n```"
_PART = "Words that fill a line or two of the page. " * 40
TEXT = "\n\n".join(
    f"## Chapter {number}\n\n{_PART}\n\n### Within {number}\n\n{_CODE}" for number in range(1, 6)
)
LONG = "/a-long-read/"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}


@pytest.fixture(scope="module", autouse=True)
def _a_long_page(site):
    engine = records_of(site)
    with writing(engine) as session:  # a page, so that no list of posts changes
        make.a_post(session, title="A long read", slug="a-long-read", body=TEXT, kind=Kind.PAGE)
        edition.turn(session)
    engine.dispose()


@EITHER_WAY
def test_on_a_phone_the_contents_unfold_above_the_text(arrive, script):
    page = arrive(script=script, viewport=PHONE).to(LONG)
    contents = page.get_by_role("navigation", name="Contents")
    expect(contents.get_by_role("link")).to_have_count(0)

    contents.get_by_text("Contents").click()
    contents.get_by_role("link", name="Within 3").click()

    assert mark_of(page) == "within-3"


def test_where_there_is_room_they_stay_beside_the_text_and_cover_nothing(arrive):
    page = arrive(viewport=WIDE).to(LONG)
    contents = page.get_by_role("navigation", name="Contents")
    expect(contents).to_have_count(1)

    contents.get_by_role("link", name="Chapter 4").click()

    page.wait_for_function("scrollY > 1000")
    expect(contents).to_be_in_viewport(ratio=1)
    assert is_in_sight(page, "chapter-4")
    column, beside = page.locator(".prose").bounding_box(), contents.bounding_box()
    assert beside["x"] >= column["x"] + column["width"]
    assert beside["x"] + beside["width"] <= WIDE["width"]
    assert page.evaluate("document.scrollingElement.scrollWidth") == WIDE["width"]


def test_a_heading_shows_the_link_to_itself_to_the_mouse_and_to_the_keyboard(arrive):
    page = arrive(viewport=PHONE).to(LONG)
    heading = page.get_by_role("heading", name="Chapter 2")
    link = heading.get_by_role("link", name="Link to this section")
    expect(link).to_have_css("opacity", "0")

    heading.hover()
    expect(link).to_have_css("opacity", "1")
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")

    assert mark_of(page) == "chapter-2"
    assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("path", [POST, LONG])
def test_axe_finds_nothing_where_the_page_begins_at_the_right(arrive, path):
    page = arrive(viewport=WIDE).to(path)
    page.evaluate("document.documentElement.dir = 'rtl'")

    assert faults_on(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == WIDE["width"]


def test_on_paper_there_is_the_text_and_nothing_to_press(arrive):
    page = arrive(viewport=PHONE, color_scheme="dark").to(POST)
    page.emulate_media(media="print", color_scheme="dark")

    for gone in (".bar__nav", ".bar__line", ".respond", ".crumbs", ".beside", ".anchor"):
        for part in page.locator(gone).all():
            expect(part).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator(".prose p").first).to_have_css("color", "rgb(0, 0, 0)")


def test_a_post_is_light_and_nothing_in_it_moves(arrive):
    visit = arrive(viewport=PHONE)
    visit.context.add_init_script(_WATCH_WHAT_MOVES)
    page = visit.to(POST)
    page.wait_for_load_state("networkidle")

    sent = page.evaluate(_SENT)

    assert sum(sent.values()) <= 60 * 1024, sent
    assert page.evaluate("moved") == 0


_WATCH_WHAT_MOVES = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# Bytes as they came over the wire; pictures are the author's.
_SENT = """() => Object.fromEntries(
  [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter((it) => it.initiatorType !== "img" && !it.name.includes("/media/"))
    .map((it) => [it.name, it.encodedBodySize]))"""
