"""Whatever an editor writes or pastes, the page stays as wide as the phone."""

from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from blog import edition
from blog.db import writing
from blog.posts.model import Kind
from blog.text.prose.posts import post_html
from tests import make
from tests.browser.test_axe import faults_on
from tests.browser.visits import records_of, visiting
from tests.shared_data import shared

_PHONE = 320
_LONG = "Vierwaldstätterseedampfschifffahrtsgesellschaftskapitänsmützenbandfabrik"
_PICTURE = "/media/0123456789abcdef01234567.jpg"
_CELLS = "| " + " | ".join(f"Column {number}" for number in range(12)) + " |"
RICH = f"""Words with a note[^1], `code`, <kbd>Ctrl</kbd>, <mark>marked</mark> and
[a link](/contact/).

## Tasks and lists

- [x] done
- [ ] not yet
  - nested
    1. deeper

{_CELLS}
{"|---" * 12}|
{_CELLS.replace("Column", "1,000")}

```python
{"a_long_name = " * 20}None
```

![A door]({_PICTURE} "The door of the office")

<details open><summary>More</summary>

> A quotation
> > in a quotation

</details>

### Third
#### Fourth
##### Fifth

<dl><dt>Term</dt><dd>Its meaning</dd></dl>

[^1]: A note.
"""
ARABIC = f"""هذا نص عربي فيه [رابط](/contact/) و`code` وحاشية[^1].

## العنوان الأول

- أول
  - متداخل
- [x] تم

> اقتباس

{_CELLS}
{"|---" * 12}|
{_CELLS.replace("Column", "ساعة")}

```python
print("مرحبا") # {"كلمة " * 40}
```

## An English heading

An English paragraph.

[^1]: حاشية
"""
_SHOT = f'<li><img src="{_PICTURE}" width="900" height="600" alt="A door">' + (
    f"<figcaption>{_LONG}</figcaption></li>"
)
TEXTS = {
    _LONG: f"## {_LONG}\n\n{_LONG} `{_LONG}` https://howard.example/{_LONG.lower()}/{'a' * 200}",
    "Lists in lists": "\n".join(f"{'  ' * deep}- {_LONG[:30]} {deep}" for deep in range(12)),
    "A table in HTML": f"<table><caption>{_LONG}</caption><tr>{'<td>a</td>' * 60}</tr></table>",
    "Pictures": "\n\n".join(
        f'<figure class="{side}"><img src="{_PICTURE}" width="1200" height="400" alt="A door">'
        f"<figcaption>{_LONG}</figcaption></figure>\n\nWords beside it."
        for side in ("alignleft", "alignright", "aligncenter", "alignnone", "alignwide")
    ),
    "Blocks of WordPress": '<!-- wp:columns -->\n<div class="wp-block-columns">'
    + f'<div class="wp-block-column"><p>{_LONG}</p><pre>{"a" * 200}</pre></div>' * 5
    + "</div>\n<!-- /wp:columns -->\n\n::: pair\n"
    + f"{_LONG}\n:::",
    "Galleries": f'<ul class="wp-block-gallery">{_SHOT * 7}</ul>\n\n'
    + f'<figure class="wp-block-gallery">{_SHOT.replace("li>", "figure>") * 5}</figure>',
    "Floats": f'<img class="alignleft" src="{_PICTURE}" width="150" height="150" alt=""> {_LONG} '
    f'<img class="alignright" src="{_PICTURE}" width="300" height="200" alt="">\n\n## {_LONG}\n\n'
    f"- {_LONG}\n\n> {_LONG}\n\n```\n{_LONG * 3}\n```",
    "كيف تعمل الاجتماعات في المكاتب الصغيرة": ARABIC,
    "Everything": RICH,
}


@pytest.fixture(scope="module")
def phone(chromium, site):
    engine = records_of(site)
    with writing(engine) as session:  # as pages, so that no list of posts changes
        for number, (title, text) in enumerate(TEXTS.items()):
            make.a_post(session, title=title, slug=f"prose-{number}", body=text, kind=Kind.PAGE)
        edition.turn(session)
    engine.dispose()
    viewport = {"width": _PHONE, "height": 700}
    with visiting(chromium, site, viewport=viewport) as visit:
        visit.page.route("**/media/*", lambda it: it.fulfill(body="", content_type="image/jpeg"))
        yield visit


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=list(TEXTS))
def test_no_text_makes_a_page_wider_than_a_phone(phone, number):
    page = phone.to(f"/prose-{number}/")

    expect(page.get_by_role("heading", level=1)).to_have_text(list(TEXTS)[number])
    assert page.evaluate("document.documentElement.scrollWidth") <= _PHONE
    assert phone.complaints() == []


def test_a_text_reads_in_the_direction_of_its_words_and_code_from_the_left(phone):
    page = phone.to(f"/prose-{list(TEXTS.values()).index(ARABIC)}/")

    directions = {it: page.locator(f".prose {it}").first.evaluate(_DIRECTION) for it in _PARTS}

    assert directions == dict.fromkeys(_PARTS, "rtl") | {"pre": "ltr", "p code": "ltr"}
    english = page.get_by_text("An English paragraph.")
    assert english.evaluate(_STARTS_AT_THE_LEFT)
    assert not page.locator(".prose > p").first.evaluate(_STARTS_AT_THE_LEFT)
    assert faults_on(page) == []


def test_all_of_the_texts_that_themes_are_tried_with_fit_a_phone(phone):
    tree = ElementTree.parse(shared("wxr/themeunittestdata.wordpress.xml"))
    texts = [(it.findtext("title") or "", it.findtext(_CONTENT) or "") for it in tree.iter("item")]
    texts = [(title, post_html(text)) for title, text in texts if text.strip()]
    assert len(texts) > 60
    page = phone.to("/prose-0/")

    too_wide = page.evaluate(_TOO_WIDE, texts)

    assert too_wide == []


def test_a_wide_table_moves_by_itself_with_the_keyboard(phone):
    table = phone.to(f"/prose-{len(TEXTS) - 1}/").get_by_role("region", name="Table")

    table.focus()
    phone.page.keyboard.press("ArrowRight")

    expect(table).to_be_focused()
    phone.page.wait_for_function("it => it.scrollLeft > 0", arg=table.element_handle())


def test_axe_finds_nothing_in_a_text_that_holds_everything(phone):
    found = faults_on(phone.to(f"/prose-{len(TEXTS) - 1}/"))

    assert found == []


_PARTS = ("ul", "blockquote", "table", "pre", "p code", ".footnotes ol")
_DIRECTION = "it => getComputedStyle(it).direction"
_STARTS_AT_THE_LEFT = """it => {
  const range = document.createRange();
  range.selectNodeContents(it.firstChild);
  const words = range.getClientRects()[0];
  const column = it.getBoundingClientRect();
  return words.left - column.left < column.right - words.right;
}"""
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_TOO_WIDE = """texts => texts.filter(([title, html]) => {
  document.querySelector("h1").textContent = title;
  document.querySelector(".prose").innerHTML = html;
  return document.scrollingElement.scrollWidth > innerWidth;
}).map(([title]) => title)"""
