"""Every address a search engine is told of, in a browser that runs no script."""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.visits import visiting


@pytest.fixture(scope="module")
def demo(start_site):
    """As it is at first: what other tests write is no page of ours."""
    return start_site("unscripted")


@pytest.fixture(scope="module")
def addresses(demo):
    with urllib.request.urlopen(f"{demo.base}/sitemap.xml") as answer:
        found = re.findall(r"<loc>([^<]+)</loc>", answer.read().decode())
    return [it.removeprefix(demo.base) for it in found]


def test_each_page_is_there_and_promises_nothing_it_cannot_do(chromium, demo, addresses):
    assert len(addresses) > 10
    with visiting(chromium, demo, script=False) as visit:
        for path in addresses:
            page = visit.to(path)

            expect(page.locator("main h1")).to_be_visible()
            # without a script, such a button does nothing
            assert page.locator("button[type=button]:visible").count() == 0, path


def test_a_search_without_a_script(chromium, demo):
    with visiting(chromium, demo, script=False) as visit:
        page = visit.to("/")
        page.get_by_role("link", name="Search").click()
        page.get_by_role("searchbox").fill("mentorship")
        page.get_by_role("button", name="Search").click()

        expect(page.get_by_role("link", name=re.compile("Coaching vs. Mentorship"))).to_be_visible()
