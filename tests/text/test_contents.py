"""What a long text says it holds."""

import pytest

from blog.text.prose.contents import Chapter, contents
from blog.text.prose.posts import post_html


def shown(markdown, minutes=4):
    return contents(post_html(markdown), minutes=minutes)


def words(chapters):
    return [(it.words, [each.words for each in it.within]) for it in chapters]


def test_chapters_stand_with_what_is_in_them():
    found = shown("### Before\n## One\n### A\n### B\n#### no\n## Two & `three`")

    assert words(found) == [("Before", []), ("One", ["A", "B"]), ("Two & three", [])]
    assert found[2] == Chapter(anchor="two-three", words="Two & three")


@pytest.mark.parametrize(
    ("markdown", "minutes"),
    [("## One\n## Two", 9), ("## One\n## Two\n## Three", 3), ("Words", 9), ("", 9)],
)
def test_a_short_text_or_one_with_few_headings_needs_no_contents(markdown, minutes):
    assert shown(markdown, minutes) == ()


def test_a_heading_in_a_column_a_quotation_or_a_link_is_no_chapter():
    apart = ":::: pair\n::: side\n### In a column\n:::\n::::\n\n> ## Quoted\n\n- ## In a list\n\n"

    html = post_html(f"## One\n\n{apart}## Two\n\n## Three")

    assert words(contents(html, minutes=9)) == [("One", []), ("Two", []), ("Three", [])]
    assert '<h3 id="in-a-column">In a column</h3>' in html
    assert html.count('class="anchor"') == 3


def test_no_note_and_no_empty_heading_is_in_the_contents():
    found = shown("## One[^1]\n## \n## Two\n## Three\n\n[^1]: note")

    assert words(found) == [("One", []), ("Two", []), ("Three", [])]


def test_of_very_many_headings_the_chapters_are_left():
    found = shown("## One\n" + "### Small\n" * 120 + "## Two\n" * 120)

    assert len(found) == 100
    assert not any(it.within for it in found)


def test_a_heading_apart_in_the_same_line_is_not_taken_for_the_beginning_of_the_next():
    apart = "<blockquote><h2>Quoted</h2></blockquote>"

    found = shown(f"{apart}<h2>Real</h2>{apart}<h2>Two</h2>{apart}<h2>Three</h2>{apart}")

    assert [(it.anchor, it.words) for it in found] == [
        ("real", "Real"),
        ("two", "Two"),
        ("three", "Three"),
    ]


def test_very_many_headings_that_stand_apart_keep_nobody_waiting():
    quoted = '<h2 id="a">a</h2>' * 100_000  # an hour, were each to look for the end of all

    assert contents(f"<blockquote>{quoted}</blockquote>", minutes=9) == ()


def test_the_lines_of_a_heading_are_words_with_a_gap_between():
    found = shown("<h2>One<br>or<em>der</em>\nof it</h2>\n\n## Two\n\n## Three")

    assert words(found) == [("One order of it", []), ("Two", []), ("Three", [])]


def test_each_leads_to_the_heading_whose_link_says_the_same():
    html = post_html("## Über uns\n\n## 時間\n\n## Same\n\n## Same")

    for it in contents(html, minutes=9):
        assert f'id="{it.anchor}"' in html
        assert f'<a class="anchor" href="#{it.anchor}" aria-label="Link to' in html
