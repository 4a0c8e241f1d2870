"""What pages say to programs reaches them in a real browser, under the policy of the site."""

import json

from tests.browser.visits import POST

PAGES = ("/", "/blog/", POST, "/contact/", "/about/")
BLOCK = 'script[type="application/ld+json"]'


def test_a_browser_takes_the_data_the_icon_and_the_manifest_without_complaint(visitor):
    for path in PAGES:
        page = visitor.to(path)
        told = json.loads(page.locator(BLOCK).inner_text())
        assert told["@graph"]

    read = visitor.context.new_cdp_session(visitor.page).send("Page.getAppManifest")
    assert read["errors"] == []
    assert json.loads(read["data"])["name"] == "Howard Street"
    for icon in json.loads(read["data"])["icons"]:
        assert page.evaluate(_SIDE, icon["src"]) > 0
    assert visitor.complaints() == []


# Of a picture that is loaded as the page's own policy allows.
_SIDE = """
async (src) => {
  const image = new Image();
  image.src = src;
  await image.decode();
  return image.naturalWidth;
}
"""
