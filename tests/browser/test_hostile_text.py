"""Whatever Eve types, nothing of it runs, on the page that readers open and at the desk."""

import pytest
from playwright.sync_api import Page, expect

from blog.db import reading
from blog.inquiries.model import Inquiry
from tests.browser import desk
from tests.browser.forms import fill, leave_the_checking_to_the_site, send
from tests.browser.hostile import ARTFUL, attack
from tests.browser.visits import POST, Visit, records_of, visiting


@pytest.fixture(scope="module")
def attacked(start_site):
    site = start_site("attacked", COURIER="apart")
    attack(site)
    return site


@pytest.fixture(scope="module")
def erin(chromium, attacked):
    with visiting(chromium, attacked, storage_state=desk.session_at(chromium, attacked)) as visit:
        yield visit


@pytest.fixture(scope="module")
def reader(chromium, attacked):
    with visiting(chromium, attacked) as visit:
        yield visit


def test_it_would_be_heard_if_something_ran(reader):
    page = reader.to("/")

    page.evaluate("document.querySelector('h1').innerHTML = '<img src onerror=alert(1)>'")
    page.evaluate("alert('once more')")

    assert alive_on(page) == ['<img src="" onerror="alert(1)">']
    stopped, ran = reader.complaints()
    assert "inline event handler" in stopped
    assert ran == "console: executed alert once more"


@pytest.mark.parametrize("path", [POST, "/blog/eve/", "/blog/", "/"])
def test_readers_are_safe(reader, path):
    page = reader.to(path)

    assert "alert" in page.locator("main").inner_text()
    assert harm_to(reader) == []


def test_readers_are_safe_on_every_page_of_a_thread(reader):
    page = reader.to(POST)
    seen = 1

    while (newer := page.get_by_role("link", name="Newer replies")).count():
        newer.click()
        seen += 1
        expect(page.get_by_text(f"Replies page {seen} of")).to_be_visible()
        open_what_is_folded(page)

        assert harm_to(reader) == []


def test_who_looks_at_a_reply_first_is_safe(reader):
    page = reader.to(POST)
    words = {"name": ARTFUL, "email": "eve@abuse.example", "comment": ARTFUL}
    fill(page.locator(".respond__form"), words)

    page.get_by_role("button", name="Preview").click()

    expect(page.locator("#preview")).to_contain_text("alert(1)")
    assert harm_to(reader) == []


@pytest.mark.parametrize("form", [".respond__form", ".line__form"])
def test_who_is_refused_is_safe(reader, form):
    page = reader.to(POST)
    leave_the_checking_to_the_site(page.locator(form))
    long = page.locator(form).locator("textarea").get_attribute("name")
    fill(page.locator(form), {"name": ARTFUL, "email": ARTFUL, long: ARTFUL})

    assert send(page.locator(form)).status == 422
    assert page.locator(form).locator("[name=name]").input_value() == ARTFUL
    assert harm_to(reader) == []


def test_who_answers_a_comment_is_safe(reader):
    page = reader.to(POST)

    for link in page.locator("[data-reply-to]").all()[2:22:2]:
        link.click()
        expect(page.locator(".respond__title bdi")).to_have_text(link.get_attribute("data-name"))

    assert harm_to(reader) == []


@pytest.mark.parametrize(
    "place",
    [
        "comments/?status=held",
        "comments/?status=approved",
        "comments/?status=spam",
        "comments/?status=trash",
        "inquiries/",
        "inquiries/?state=all",
        "outbox/?stage=dead",
        "outbox/?stage=due",
        "posts/",
    ],
)
def test_the_lists_of_the_desk_are_safe(erin, place):
    page = erin.to(f"/desk/{place}")
    seen = 1
    assert harm_to(erin) == []

    while (older := page.get_by_role("link", name="Older")).count():
        older.click()
        seen += 1
        expect(page.get_by_text(f"Page {seen} of")).to_be_visible()

        assert harm_to(erin) == []


def test_the_pages_of_inquiries_are_safe(erin, attacked):
    numbers = inquiries_of(attacked)

    for number in [*numbers[:-6:8], *numbers[-6:]]:  # the last ones hold every line
        page = erin.to(f"/desk/inquiries/{number}/")

        assert len(page.locator(".message").inner_text()) > 1
        assert harm_to(erin) == []


def test_a_decision_on_it_is_safe(erin):
    page = erin.to("/desk/comments/?status=held")

    page.get_by_role("button", name="Approve").first.click()

    expect(page.get_by_role("status")).to_contain_text("Approved ")
    assert harm_to(erin) == []


def test_writing_and_previewing_it_is_safe(erin):
    page = erin.to("/desk/posts/")
    page.locator(".row__title a").first.click()
    expect(page.get_by_label("Title")).to_have_value(ARTFUL)
    assert harm_to(erin) == []

    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview", exact=True).click()

    expect(opened.value.locator(".prose")).to_contain_text("alert")
    assert alive_on(opened.value) == []
    assert harm_to(erin) == []


def inquiries_of(site) -> list[int]:
    engine = records_of(site)
    with reading(engine) as session:
        found = [number for (number,) in session.query(Inquiry.id).order_by(Inquiry.id)]
    engine.dispose()
    return found


def open_what_is_folded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true })")


def harm_to(visit: Visit) -> list[str]:
    """What ran, was stopped by the browser, or could run if somebody clicked."""
    return [*visit.complaints(), *alive_on(visit.page)]


def alive_on(page: Page) -> list[str]:
    """What could run or load something, other than what the site itself put there."""
    found: list[str] = page.evaluate(_ALIVE)
    return found


_ALIVE = r"""() => {
  const own = `script[src^='/static/'], form[action^='/'], link[href^='/static/'],
    button[formaction^='/blog/'], button[formaction^='/desk/'], svg.tool__icon,
    .bar > .bar__in > .bar__search > svg, body > script[type='application/ld+json']:last-child,
    source[srcset^='/media/'], textarea[name=body], .EasyMDEContainer, .EasyMDEContainer *`;
  const alive = `script, form, link[rel*=stylesheet], link[rel=preload], iframe, frame, object,
    embed, applet, base, svg, math, style, video, audio, source, template, [style], [srcdoc],
    [formaction], [background], meta[http-equiv]`;
  const addresses = ["href", "src", "action", "formaction", "data", "xlink:href", "poster"];
  const is_handler = ({ name }) => name.startsWith("on");
  const is_script = ({ name, value }) =>
    addresses.includes(name) && /^[\s\0-\x1f]*(javascript|data|vbscript)\s*:/i.test(value);
  const is_alive = (it) =>
    (it.matches(alive) && !it.matches(own)) ||
    [...it.attributes].some((at) => is_handler(at) || is_script(at));
  return [...document.querySelectorAll("*")]
    .filter(is_alive)
    .map((it) => it.outerHTML.slice(0, 300));
}"""
