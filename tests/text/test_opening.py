"""The first words of a text, where nobody has said what it is about."""

import pytest

from blog.text.markup import comment_html
from blog.text.opening import opening, words_of_comment
from blog.text.prose.plain import plain_text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        ("<p>One &amp; <em>two</em>, three.</p>\n<p>Four.</p>", "One & two, three. Four."),
        ("<h2>Title</h2><p>Words.</p>", "Words."),
        ("<h2>Only a title</h2>", "Only a title"),
        ("<pre><code>x = 1</code></pre><p>Words.</p>", "Words."),
        ('<figure><img alt="A cat"><figcaption>A cat</figcaption></figure><p>It sleeps.</p>',
         "It sleeps."),
        ("<p>A note<sup><a>1</a></sup> here.</p>", "A note here."),
        ("<ul><li>one</li><li>two</li></ul>", "one two"),
        ("<p>&lt;b&gt;not bold&lt;/b&gt;</p>", "<b>not bold</b>"),
        ('<p><img src="/media/x.jpg" alt=""></p>', ""),
    ],
)  # fmt: skip
def test_of_html_the_words_are_taken(html: str, words: str):
    assert opening(html, 160) == words


def test_it_is_cut_at_a_word():
    found = opening(f"<p>{'counting meetings ' * 20}</p>", 160)

    assert len(found) <= 160
    assert found.endswith(("counting…", "meetings…"))


def test_of_a_very_long_text_only_the_beginning_is_read():
    assert opening("<p>First.</p>" + "<p>x</p>" * 300_000, 20).startswith("First. x")
    assert opening("<p>" + "<b>" * 100_000, 20) == ""
    assert opening("<pre>" * 100_000, 20) == ""


@pytest.mark.parametrize(
    "text",
    ["Plain.", "**Bold**, _slanted_ and `code`.", "One\ntwo\n\nthree", "- a\n- b\n\n> said",
     "<script>alert(1)</script>", "https://a.example/?b=1&c=2", "&amp; & <"],
)  # fmt: skip
def test_a_comment_says_the_same_in_the_short_way(text: str):
    html = comment_html(text)

    assert words_of_comment(html) == plain_text(html)
