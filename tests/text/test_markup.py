import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.text.markup import comment_html, without_links


def test_paragraphs_and_lines_stay_as_they_were_typed():
    assert comment_html("one\ntwo\n\nthree") == "<p>one<br>\ntwo</p>\n<p>three</p>"


def test_a_bare_address_becomes_a_link_that_vouches_for_nothing():
    html = comment_html("see https://a.example/x?y=1&z=2.")

    assert 'href="https://a.example/x?y=1&amp;z=2"' in html
    assert 'rel="nofollow ugc noopener"' in html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**b** and *e*", "<strong>b</strong> and <em>e</em>"),
        ("`x < 1`", "<code>x &lt; 1</code>"),
        ("> said", "<blockquote>"),
        ("- one\n- two", "<li>two</li>"),
        ("[site](https://a.example)", 'href="https://a.example"'),
    ],
)
def test_a_reader_may_use_a_little_markdown(typed, shown):
    assert shown in comment_html(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "# heading",
        "![x](https://a.example/x.png)",
        "| a |\n|---|\n| b |",
        "[x](/desk/)",
        "[x](javascript:alert(1))",
        "<b>bold</b>",
        "[x](data:text/html,x)",
    ],
)
def test_a_reader_may_not_use_the_rest(typed):
    html = comment_html(typed)

    assert not re.search(r"<(h1|img|table|b)\b", html)
    assert 'href="/desk/"' not in html
    assert not re.search(r'href="(javascript|data):', html)


def test_a_very_long_text_gets_paragraphs_only():
    html = comment_html("**a** <i> https://a.example\n\n".ljust(5_001, "b"))

    assert html.startswith("<p>**a** &lt;i&gt; https://a.example</p>")


def test_a_text_at_the_limit_may_still_use_its_markdown():
    assert comment_html("**a** ".ljust(5_000, "b")).startswith("<p><strong>a</strong>")


@given(st.text(alphabet=st.sampled_from("<>/'\"=()[]!`*_ ab:&;\n"), max_size=80))
def test_no_tag_but_ours_ever_comes_out(typed):
    html = comment_html(typed)

    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= {
        "p",
        "br",
        "em",
        "strong",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "a",
    }
    assert not re.search(r"<[^>]*\son", html)


def test_without_links_keeps_the_words():
    assert without_links('<p>a <a href="x" rel="y">b</a></p>') == "<p>a b</p>"
