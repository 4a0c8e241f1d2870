"""Texts as they are shown far from their page."""

import pytest

from blog.text.far import far, legal
from blog.text.prose.posts import post_html

URL = "https://howard.example/blog/ours/"


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/contact/", "https://howard.example/contact/"),
        ("#end", f"{URL}#end"),
        ("?page=2&amp;x=1", f"{URL}?page=2&amp;x=1"),
        ("../other/", "https://howard.example/blog/other/"),
        ("//elsewhere.example/", "https://elsewhere.example/"),
        ("https://elsewhere.example/?a=1&amp;b=2", "https://elsewhere.example/?a=1&amp;b=2"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+1", "tel:+1"),
        ("http://[", "http://["),
        ("//[", "//["),
        ("", URL),
    ],
)
def test_an_address_leads_where_it_led_on_its_page(address, whole):
    for name, tag in (("href", "a"), ("src", "img"), ("cite", "q")):
        assert far(f'<{tag} {name}="{address}">', url=URL) == f'<{tag} {name}="{whole}">'


def test_words_that_look_like_an_address_stay_words():
    html = '<p title="see href=">x href="/y/"</p><code>&lt;a href="/z/"&gt;</code>'

    assert far(html, url=URL) == html


def test_what_only_our_page_needs_is_left_out():
    html = post_html("| a |\n|---|\n| b |\n\n- [x] did\n- [ ] do\n\n```python\nx = 1\n```")

    shown = far(html, url=URL)

    assert "☑ did" in shown and "☐ do" in shown
    for name in ("class=", "tabindex=", "role=", "aria-label=", "<input"):
        assert name in html and name not in shown


def test_colours_and_the_links_of_headings_to_themselves_are_left_out():
    html = (
        '<h2 id="a">One<a class="anchor" href="#a" aria-label="Link to this section"></a></h2>'
        '<pre><code class="language-python"><span class="hl-k">if</span> a &lt; 1</code></pre>'
    )

    shown = '<h2 id="a">One</h2><pre><code>if a &lt; 1</code></pre>'
    assert far(html, url=URL) == shown


def test_every_whole_text_stays_whole():
    assert far("<p>1 < 2 &amp; 3</p>\n<hr>", url=URL) == "<p>1 < 2 &amp; 3</p>\n<hr>"


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_left_out(sign):
    assert legal(f"a{sign}b\t\n\r é 🐸 \ufffd") == "ab\t\n\r é 🐸 \ufffd"
