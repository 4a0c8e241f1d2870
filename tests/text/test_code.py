"""Code in colours, and what stays plain."""

import re
from html import unescape
from itertools import count

import pytest

from blog.text.prose.code import LONGEST, LONGEST_OF_A_TEXT, SECONDS, WIDEST, WIDEST_GAP, Colours
from blog.text.prose.posts import post_html


def coloured(code, language):
    return Colours().of(code, language)


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


@pytest.mark.parametrize("code", ["#\n" * (LONGEST // 2) + "#", "a" * (WIDEST + 1)])
def test_what_is_long_or_wide_stays_plain(code):
    assert coloured(code[1:], "python")
    assert coloured(code, "python") is None


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("sh", "x=$'" + "\\" * 201),
        ("docker", "RUN x=$'" + "\\" * 201),
        ("make", "all:\n\tx=$'" + "\\" * 201),
        ("c", "int a" + "//\\\n" * 200),
        ("cpp", "int a" + "//\\\n" * 200),
        ("php", "<<<'" + "é" * 200),
        ("perl", "s!!" + "\\" * 200),
        ("c", "a" + "\n" * (WIDEST_GAP + 1)),
    ],
)
def test_what_would_never_be_read_to_its_end_stays_plain(language, code):
    assert coloured(code, language) is None


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("sh", "IFS=$'\\n' grep 'a$' '\\.'"),
        ("c", "int a; // b\n\n/* c\\\n */"),
        ("php", "$a = <<<END\né\nEND;\n"),
    ],
)
def test_what_looks_nearly_like_it_has_its_colours(language, code):
    assert "hl-" in coloured(code, language)


def test_a_text_that_is_all_code_is_coloured_as_far_as_its_share():
    line = "#" * 249 + "\n"
    block = f"```python\n{line * (LONGEST // len(line))}```\n\n"

    html = post_html(block * 12)

    parts = [part for part in html.split("<pre")[1:] if "<span" in part]
    assert len(parts) == LONGEST_OF_A_TEXT // LONGEST


def test_what_is_not_read_in_its_time_stays_plain_and_is_not_read_on():
    looks = count()
    slow = Colours(lambda: next(looks) * SECONDS / 10)

    assert slow.of("1 + " * 70, "python") is None
    assert next(looks) < 15


def test_what_was_not_read_in_time_counts_as_read_and_the_text_ends_after_a_few_of_them():
    looks = count()
    colours = Colours(lambda: next(looks) * SECONDS / 10)

    found = [colours.of("1 + " * 70, "python") for _ in range(20)]

    assert set(found) == {None}
    assert colours.of("1", "python") is None
    assert next(looks) < 40 + 3 * 20


def test_not_the_seconds_of_others_count_but_those_this_thread_was_at_work(monkeypatch):
    monkeypatch.setattr("time.monotonic", count(step=100).__next__)

    assert coloured("1 + 1", "python")


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("java", (" $" * 100 + "\n") * 70),
        ("r", "aa=" + "A" * 990),
        ("sql", "A0x" * 330),
        ("python", ("a" * 200 + "\n") * 59 + "(\n"),
    ],
)
def test_twenty_blocks_that_were_made_to_be_slow_stay_plain(language, code):
    html = post_html(f"```{language}\n{code}\n```\n\n" * 20)

    assert html.count("<pre") == 20
    assert "hl-" not in html


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


_PIECE = re.compile(r'<span class="hl-(\w)">([^<]*)</span>')
