"""Cells that no spreadsheet runs."""

import pytest

from blog.desk.inquiries.export import tame


@pytest.mark.parametrize(
    "word",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "\nx", " =1", "\n\n=1", "＝1", "＋1", "－1",
        "＠x", "\u00a0=1", "\u200b=1", "\ufeff=1", "\v+1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_text(word: str):
    assert tame(word) == f"'{word}"


@pytest.mark.parametrize("word", ["", "Sam", "a=b", "1-2", "'=1", "sam@prospect.example"])
def test_ordinary_words_stay_as_they_are(word: str):
    assert tame(word) == word
