"""How an editor gets to the desk, and finds what she looks for there."""

from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests import make
from tests.browser.visits import visiting
from tests.serving.site import Site

ERIN = "erin@howard.example"


def add_erin(site: Site) -> None:
    """By the command an owner uses."""
    words = ("editor", "add", ERIN, "--name", "Erin", "--role", "owner", "--password-stdin")
    said = site.flask(*words, given=f"{make.PASSWORD}\n")
    assert "Erin" in said, said


def sign_in(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_label("Email").fill(ERIN)
    page.get_by_label("Password").fill(make.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")


def session_at(chromium: Browser, site: Site) -> StorageState:
    """For browsers that come signed in: a password is checked slowly, and tries are counted."""
    with visiting(chromium, site) as visit:
        sign_in(visit.page)
        return visit.context.storage_state()


def item(page: Page, text: str) -> Locator:
    """The comment or letter in a list of the desk that has these words."""
    return page.get_by_role("article").filter(has_text=text)


def way(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Desk").get_by_role("link", name=name)
