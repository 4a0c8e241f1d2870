"""What an editor's Markdown becomes, and what never comes out of it."""

import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.text.dressed import dressed
from blog.text.pictures import Drawn, Source
from blog.text.prose import LONGEST, _cleaner, post_html
from tests.shared_data import shared

NAME = "0123456789abcdef01234567"
DOOR = Drawn(
    id=1,
    name=NAME,
    url=f"/media/{NAME}.jpg",
    width=1600,
    height=900,
    colour="336699",
    sources=(
        Source(url=f"/media/{NAME}-640.avif", width=640, ending="avif"),
        Source(url=f"/media/{NAME}-640.webp", width=640, ending="webp"),
        Source(url=f"/media/{NAME}-640.jpg", width=640, ending="jpg"),
    ),
)
EXECUTES = {"script", "style", "iframe", "object", "embed", "svg", "math", "form", "base", "link"}
EXECUTES |= {"meta", "template", "textarea", "select", "button", "input", "video", "audio"}


class Elements(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def assert_harmless(html: str) -> None:
    for tag, about in Elements(html).found:
        assert tag not in EXECUTES, html
        for name, value in about.items():
            assert not name.startswith("on") and name not in ("style", "srcdoc", "formaction"), html
            scheme = re.sub(r"[\x00-\x20]", "", value).lower()
            assert not scheme.startswith(("javascript:", "data:", "vbscript:")), html
        if tag == "img":
            assert not about.get("src", "/").startswith(("http:", "https:", "//")), html


@pytest.mark.parametrize("file", ["xss", "naughty"])
def test_nothing_of_the_hostile_lists_executes(file: str):
    lines: list[str] = []
    for path in sorted(shared(f"badinput/{file}").iterdir()):
        text = path.read_text("utf-8", "replace")
        lines += _strings(json.loads(text)) if path.suffix == ".json" else text.splitlines()

    assert len(lines) > 100
    for line in lines:
        assert_harmless(post_html(line))
        within = (f"[a]({line})", f"![a]({line})", f"`{line}`", f"<div {line}>")
        assert_harmless(post_html("\n\n".join(within)))


def _strings(found):
    if isinstance(found, str):
        return [found]
    values = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [text for value in values for text in _strings(value)]


@given(st.text(alphabet="<>/=\"'`[]()!# \nabion-img srx:js&;", max_size=120))
def test_nothing_made_up_executes_either(text: str):
    assert_harmless(post_html(text, pictures={NAME: DOOR}))


def test_the_examples_of_commonmark_come_out_as_it_says():
    """But for what docs/markdown.md lists, so many times each."""
    examples = json.loads(shared("badinput/markdown/commonmark-spec.json").read_text("utf-8"))
    differing: Counter[str] = Counter()
    for example in examples:
        ours, theirs = post_html(example["markdown"]), _as_we_clean(example["html"])
        if _plain(ours) != _plain(theirs):
            differing[_kind(ours, theirs)] += 1

    assert len(examples) > 600
    assert differing == {"a picture with a title is a figure": 10, "a bare address is a link": 3,
                         "dashes are set": 2, "an empty quote": 3}  # fmt: skip


def _as_we_clean(html: str) -> str:
    """Theirs, with what the docs name: h1 lowered, and only what is allowed."""
    return dressed(_cleaner().clean(html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")), {})


def _plain(html: str) -> str:
    """Without anchors, and with the quotes and dots as they are typed."""
    html = re.sub(r' id="[^"]*"', "", html).translate(str.maketrans("“”‘’–", "\"\"''-"))
    html = re.sub(r"-{2,}", "-", html.replace("…", "..."))
    return re.sub(r"\s+", " ", html).strip()


def _kind(ours: str, theirs: str) -> str:
    if "<figure" in ours:
        return "a picture with a title is a figure"
    if ours.count("<a ") > theirs.count("<a "):
        return "a bare address is a link"
    return "dashes are set" if "—" in ours else "an empty quote"


def test_headings_have_anchors_each_its_own_and_none_of_the_pages():
    html = post_html("# Ears\n\n## Ears\n\n### Über uns\n\n## Main\n\n## Replies")

    assert re.findall(r'<h(\d) id="([^"]*)"', html) == [
        ("2", "ears"), ("2", "ears-1"), ("3", "über-uns")
    ]  # fmt: skip
    assert "<h1" not in html


def test_a_task_list_says_what_is_done_without_a_form():
    html = post_html("- [x] called\n- [ ] written")

    assert 'aria-label="Done">☑</span> called' in html
    assert 'aria-label="Not done">☐</span> written' in html
    assert "<input" not in html


def test_a_wide_table_scrolls_by_itself_and_keeps_its_columns():
    html = post_html("| a | b |\n|---|--:|\n| 1 | 2 |\n\n| c |\n|---|\n| 3 |")

    assert html.count('<div class="wide" role="region" tabindex="0"') == 2
    assert 'aria-label="Table 1"' in html and 'aria-label="Table 2"' in html
    assert '<td class="to-right">2</td>' in html


def test_code_keeps_its_language_and_no_other_class():
    assert '<pre tabindex="0"><code class="language-python">' in post_html("```python\nx\n```")
    assert "class" not in post_html('<code class="bar">x</code>')


def test_html_is_allowed_as_far_as_it_only_says_something():
    html = post_html(
        "<details><summary>More</summary>\n\n*text*\n\n</details>\n\n<kbd>Ctrl</kbd> "
        '<abbr title="Hypertext">H</abbr> <font color="red">x</font> <div onclick="x">y</div>'
    )

    assert "<details><summary>More</summary>" in html and "<em>text</em>" in html
    assert "<kbd>Ctrl</kbd>" in html and '<abbr title="Hypertext">' in html
    assert "font" not in html and "onclick" not in html


def test_what_wordpress_wrote_comes_out_sensibly():
    html = post_html(
        "<!-- wp:paragraph -->\n<p>First</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:image {"align":"left"} -->\n<figure class="wp-block-image alignleft">'
        f'<img src="/media/{NAME}.jpg" alt="A door"/><figcaption>Ours</figcaption></figure>\n'
        "<!-- /wp:image -->",
        pictures={NAME: DOOR},
    )

    assert "wp:" not in html and "<p>First</p>" in html
    assert '<figure class="alignleft"><picture>' in html
    assert "<figcaption>Ours</figcaption>" in html


def test_a_picture_of_ours_gets_its_size_and_its_lighter_variants():
    html = post_html(f"![A “green” door](/media/{NAME}.jpg)", pictures={NAME: DOOR})

    assert 'width="1600" height="900"' in html
    assert 'loading="lazy"' in html
    assert f'<source type="image/avif" srcset="/media/{NAME}-640.avif 640w"' in html
    assert 'alt="A “green” door"' in html


def test_a_picture_with_a_title_is_a_figure_and_may_stand_at_a_side():
    html = post_html(f'![A door](/media/{NAME}.jpg "Ours & yours"){{.alignleft}}')

    assert html.startswith('<figure class="alignleft">')
    assert "<figcaption>Ours &amp; yours</figcaption></figure>" in html
    assert "title=" not in html


def test_a_picture_elsewhere_is_a_link_for_no_page_loads_it():
    html = post_html("![A door](https://elsewhere.example/door.jpg)")

    assert html == (
        '<p><a class="elsewhere" href="https://elsewhere.example/door.jpg" rel="noopener">'
        "A door</a></p>"
    )
    linked = post_html("[![A door](https://elsewhere.example/door.jpg)](/fees/)")
    assert linked.count("<a ") == 1 and "A door" in linked


def test_a_caption_or_an_attribute_cannot_break_out():
    assert_harmless(post_html(f'![a](/media/{NAME}.jpg "<img src=x onerror=alert(1)>")'))
    typed = f'<img alt="<img src=x onerror=alert(1)>" src="/media/{NAME}.jpg" title="\'">'
    assert_harmless(post_html(typed, pictures={NAME: DOOR}))


@pytest.mark.parametrize(
    "typed",
    ["[" * 5_000, "[a](" * 3_000, "*a_ " * 5_000, ">" * 20_000, "<div>" * 3_000,
     "|a" * 200 + "\n" + "|-" * 200 + "\n" + ("|a" * 200 + "\n") * 50, "![" * 2_000,
     "Some words of a text that goes on. " * (LONGEST // 35)],
)  # fmt: skip
def test_a_nasty_text_is_rendered_all_the_same(typed: str):
    assert_harmless(post_html(typed))
