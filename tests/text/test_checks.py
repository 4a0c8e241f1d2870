"""Hints before publishing: each at its limit, and silence where nothing is to be said."""

import pytest

from blog.text.checks import LONGEST_DESCRIPTION, LONGEST_TITLE, hints
from blog.text.prose import post_html

OURS = "/media/0123456789abcdef01234567.jpg"


def said(markdown: str, *, title: str = "A title", lead: str = "Why.", **more) -> list[str]:
    found = hints(title=title, markdown=markdown, html=post_html(markdown), lead=lead, **more)
    return [f"{it.words} [{it.where}]" for it in found]


def test_a_good_text_gets_no_hint():
    text = f"## One\n\nSee [our fees](/fees/).\n\n### Two\n\n![A green door]({OURS})\n\n## Three"

    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"![]({OURS})", "no words for those who cannot see it"),
        (f'<img src="{OURS}">', "no words for those who cannot see it"),
        ("## One\n\n#### Four", "jumps from level 2 to level 4"),
        ("### First", "jumps from level 1 to level 3"),
        ("# Big\n\nText", "a single #"),
        ("##\n\nText", "A heading is empty"),
        ("[](/fees/)", "A link has no words. [/fees/]"),
        (f"[![]({OURS})](/fees/)", "A link has no words"),
        ("[Click here](/fees/)", "says nothing of where it leads"),
        ("[here.](/fees/)", "says nothing of where it leads"),
        ("![A door](https://elsewhere.example/door.jpg)", "on another site"),
    ],
)
def test_what_wants_another_look_is_said(text: str, words: str):
    assert any(words in hint for hint in said(text))


@pytest.mark.parametrize(
    "text",
    [
        "```\n# a comment in code\n```",
        f"[![A door]({OURS})](/fees/)",
        "## One\n\n### Two\n\n## Three\n\n### Four",
        "[Here is what it costs](/fees/)",
    ],
)
def test_what_is_fine_is_left_alone(text: str):
    assert said(text) == []


def test_a_title_is_long_above_its_limit_only():
    assert said("Text", title="x" * LONGEST_TITLE) == []
    assert f"{LONGEST_TITLE + 1} characters" in said("Text", title="x" * (LONGEST_TITLE + 1))[0]


def test_a_description_is_long_above_its_limit_only():
    assert said("Text", description="x" * LONGEST_DESCRIPTION) == []
    assert "The description has" in said("Text", description="x" * (LONGEST_DESCRIPTION + 1))[0]


def test_a_missing_title_and_a_missing_excerpt_are_said():
    first, second = said("Text", title=" ", lead="")

    assert "There is no title" in first
    assert "There is no excerpt" in second
    assert said("Text", lead="", description="Why.") == []


def test_a_featured_picture_needs_words_unless_it_is_decoration():
    assert "featured picture" in said("Text", has_picture=True)[0]
    assert said("Text", has_picture=True, picture_alt="A door") == []
    assert said("Text", has_picture=True, picture_decorative=True) == []
    assert said("Text") == []


def test_the_same_hint_is_given_once():
    assert len(said(f"![]({OURS})\n\n![]({OURS})")) == 1
