"""Code in colours, and what stays plain."""

import re
import time
from html import unescape

import pytest

from blog.text.prose.code import LONGEST, LONGEST_OF_A_TEXT, coloured
from blog.text.prose.posts import post_html


@pytest.mark.parametrize(
    ("language", "code", "pieces"),
    [
        ("python", '# a\ndef f(x="y"):\n    return 1', {"c": "# a", "k": "def", "f": "f"}),
        ("PY", '@d\nx = "y" or None', {"a": "@d", "s": '"y"', "n": "None", "k": "or"}),
        ("js", "const a = 'b' // c", {"k": "const", "s": "'b'", "c": "// c"}),
        ("html", '<p class="x">&amp;</p><!-- c -->', {"f": "p", "a": "class", "c": "<!-- c -->"}),
        ("diff", "-old\n+new", {"d": "-old", "i": "+new"}),
        ("c++", "int a = 1; // b", {"k": "int", "n": "1", "c": "// b"}),
        ("sql", "SELECT a FROM b -- c", {"k": "SELECT", "c": "-- c"}),
    ],
)
def test_each_piece_of_code_says_what_it_is(language, code, pieces):
    drawn = coloured(code, language) or ""

    found = {name: unescape(words) for name, words in reversed(_PIECE.findall(drawn))}
    assert found.items() >= pieces.items()
    assert unescape(re.sub("<[^>]*>", "", drawn)) == code


@pytest.mark.parametrize(
    "language", ["klingon", "text", "", "python3.11", "constructor", "__init__"]
)
def test_a_language_nobody_knows_stays_plain(language):
    assert coloured("if x: 1", language) is None
    assert "<span" not in post_html(f"```{language}\nif x: 1\n```")


@pytest.mark.parametrize(
    "code",
    ["#" * (LONGEST + 1), "a" * 1001, " " * 61 + "x", "x\n" * 61],
    ids=["long", "wide", "holed", "words"],
)
def test_what_could_take_long_stays_plain(code):
    assert coloured(code, "python") is None


def test_a_text_that_is_all_code_is_coloured_as_far_as_its_share():
    line = "#" * 749 + "\n"
    block = f"```python\n{line * (LONGEST // len(line))}```\n\n"

    html = post_html(block * 5)

    parts = [part for part in html.split("<pre")[1:] if "<span" in part]
    assert len(parts) == LONGEST_OF_A_TEXT // LONGEST


def test_no_class_of_an_author_is_one_of_ours_and_code_with_tags_in_it_stays_as_it_is():
    html = post_html(
        '<pre><code class="language-python">if <b class="hl-k">x</b></code></pre>\n\n'
        '<span class="hl-k">a</span>'
    )

    assert "hl-" not in html
    assert "if <b>x</b>" in html


def test_code_in_html_is_coloured_as_well():
    html = post_html('<pre><code class="language-python">if a &lt; b: 1</code></pre>')

    assert '<span class="hl-k">if</span> a &lt; b' in html
    assert 'aria-label="Code"' in html


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        *(("go", "/*\n"), ("css", "/*\n"), ("java", "a\n; "), ("csharp", "[\n")),
        *(("php", "<<A\n"), ("perl", "<<A\n"), ("ruby", "=begin\n"), ("python", "```a\n")),
        *(("typescript", "/*\n"), ("cpp", "{\n"), ("kotlin", "/*\n"), ("xml", "<!--\n")),
    ],
)
def test_code_that_was_made_to_be_slow_keeps_nobody_waiting(language, unit):
    code = unit * (LONGEST // 3 // len(unit))
    began = time.process_time()

    coloured(code, language)

    # the time goes with the square of the length, and three such make a text
    assert time.process_time() - began < 1


_PIECE = re.compile(r'<span class="hl-(\w)">([^<]*)</span>')
