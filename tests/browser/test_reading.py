"""A visitor reads: what stands on the page, on which screens, by which keys, and at what price."""

from playwright.sync_api import expect

from tests.browser.visits import EITHER_WAY, POST, path_of

TITLE = "Coaching vs. Mentorship: Know the Key Differences"
MAP = "https://www.openstreetmap.org/search?query=301%20Howard%20St%2C%20San%20Francisco"
PAGES: tuple[str, ...] = (
    "/",
    "/blog/",
    "/blog/archive/",
    "/blog/2026/",
    POST,
    "/search?q=coaching",
    "/contact/",
)
PAGES += ("/about/", "/privacy/", "/nothing-here/")
PARTS = (".crumbs", ".post", ".replies", ".respond", ".line")
WIDTHS = (320, 390, 768, 1280, 1600)


@EITHER_WAY
def test_a_visitor_finds_the_post_and_reads_it(arrive, script):
    page = arrive(script=script).to("/blog/")
    page.get_by_role("link", name="Coaching", exact=True).first.click()

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
    expect(page.get_by_role("link", name="Open in a map")).to_have_attribute("href", MAP)


def test_a_wide_screen_keeps_lines_short_and_puts_the_office_beside_the_form(arrive):
    page = arrive(viewport={"width": 1280, "height": 800}).to(POST)

    form = page.locator(".line__write").bounding_box()
    office = page.locator(".line__visit").bounding_box()

    assert 60 <= page.evaluate(_CHARACTERS_A_LINE) <= 75
    assert office["x"] > form["x"] + form["width"]
    assert office["y"] == form["y"]


def test_nobody_else_learns_of_a_reader_and_no_cookie_is_left(visitor):
    for path in PAGES:
        visitor.to(path)

    assert visitor.context.cookies() == []
    assert visitor.complaints() == []


def test_no_page_is_wider_than_its_screen(visitor):
    for path in PAGES:
        page = visitor.to(path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})

            assert page.evaluate("document.documentElement.scrollWidth") == width, path


def test_the_first_key_leads_past_the_menu(visitor):
    page = visitor.to(POST)

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_whoever_uses_keys_sees_where_they_are_and_meets_no_trap(visitor):
    page = visitor.to(POST)

    stops = []
    page.keyboard.press("Tab")
    while stop := page.evaluate(_FOCUSED):
        stops.append(stop)
        page.keyboard.press("Tab")

    assert len(stops) > 20
    assert [stop["what"] for stop in stops if not stop["is_seen"]] == []
    assert [stop["what"] for stop in stops if "remark" in stop["what"]] == []


def test_a_reader_on_a_phone_finds_a_post_by_the_keyboard_alone(arrive):
    page = arrive(viewport={"width": 320, "height": 640}, script=False).to("/")
    entry = page.get_by_role("link", name="Search", exact=True)
    box = entry.bounding_box()
    assert min(box["width"], box["height"]) >= 44

    entry.focus()
    page.keyboard.press("Enter")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("mentor coach")
    page.keyboard.press("Enter")

    result = page.get_by_role("article").first
    expect(result.locator("mark").first).to_have_text("Coaching")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    result.get_by_role("link").click()
    assert path_of(page) == POST
    page.locator(".kin").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(TITLE)


def test_an_address_with_a_slip_leads_back_into_the_site(visitor):
    page = visitor.to("/blog/no-such-post/")

    page.locator("main").get_by_role("link", name="Blog").click()

    assert path_of(page) == "/blog/"


# Of the longest paragraph; its last line, which is not full, is left out.
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
  const full = tops.filter((top) => top !== tops.at(-1));
  return full.length / new Set(full).size;
}"""
_FOCUSED = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  const is_ringed = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  const is_on_screen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.width > 1;
  return {
    what: `${here.tagName} ${here.id} ${here.textContent.slice(0, 30).trim()}`,
    is_seen: is_ringed && is_on_screen,
  };
}"""
