"""The menu and the look, arranged in a browser without scripts, and seen by readers."""

from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.test_axe import faults_on
from tests.browser.visits import visiting


def test_a_menu_is_arranged_and_seen_without_scripts(chromium, start_site):
    site = start_site("arranged")
    desk.add_erin(site)
    with visiting(chromium, site, script=False) as visit:
        page = visit.page
        desk.sign_in(page)
        page.goto("/desk/menu/")
        page.get_by_role("button", name="Arrange it yourself").click()
        page.get_by_label("Or an address").fill("/blog/?page=1")
        page.get_by_label("Words").fill("Everything")
        page.get_by_role("button", name="Add it to the menu").click()
        row = page.get_by_role("listitem").filter(has_text="Everything")
        row.get_by_role("button", name="Under").click()
        expect(page.get_by_role("status")).to_contain_text("is moved")
        row.get_by_role("button", name="Take off").click()
        page.get_by_role("button", name="Undo").click()

        page.goto("/desk/settings/look/")
        page.get_by_label("By day").first.fill("#ffcc00")
        page.get_by_role("button", name="Save the look").click()
        page.get_by_role("button", name="Take #886d00 and save").click()
        expect(page.get_by_role("status")).to_contain_text("The look is saved")

        page.goto("/about/")
        main = page.get_by_role("navigation", name="Main")
        under = main.get_by_role("link", name="Everything")
        expect(under).to_be_hidden()
        main.get_by_label("More under Contact").press("Enter")
        expect(under).to_be_visible()
        expect(page.locator(".bar__line")).to_have_css("background-color", "rgb(136, 109, 0)")
    with visiting(chromium, site) as visit:
        desk.sign_in(visit.page)
        for path in ("/about/", "/desk/menu/", "/desk/settings/look/", "/desk/pages/tree"):
            visit.page.goto(path)
            assert faults_on(visit.page) == []
