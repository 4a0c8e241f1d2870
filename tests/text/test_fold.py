"""Words are found however they are written."""

import pytest

from blog.text.fold import words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Élan, élan & ELAN", ["elan", "elan", "elan"]),
        ("straße", ["strasse"]),
        ("sam@prospect.example", ["sam", "prospect", "example"]),
        ("+1 (415) 555", ["1", "415", "555"]),
        ("東京です", ["東", "京", "て", "す"]),
        ("snake_case", ["snake", "case"]),
        ("\0🗝️ \u202e-- \"'*", []),
        ("x" * 100, ["x" * 60]),
    ],
)
def test_what_is_looked_for_is_words_and_nothing_else(text: str, words: list[str]) -> None:
    assert words_in(text) == words
