"""What is different between two texts."""

import time

from blog.revisions.difference import Change, differences


def said(before: str, after: str) -> list[tuple[str, str]]:
    return [(str(it.change), it.text) for it in differences(before, after)]


def test_changed_words_are_shown_within_their_line():
    assert said("The slow fox\njumps.", "The quick fox\njumps.") == [
        ("same", "The "),
        ("out", "slow"),
        ("in", "quick"),
        ("same", " fox\njumps."),
    ]


def test_nothing_of_either_text_is_left_out():
    before, after = "a b\n\nc d e\n" * 90, "a x\n\nc d e f\n" * 80

    pieces = differences(before, after)

    old = "".join(it.text for it in pieces if it.change is not Change.IN)
    new = "".join(it.text for it in pieces if it.change is not Change.OUT)
    assert (old, new) == (before, after)


def test_what_stays_the_same_for_long_is_folded():
    long = "all of it\n" * 100

    assert [change for change, _ in said(f"{long}old", f"{long}new")] == [
        "same", "folded", "same", "out", "in",
    ]  # fmt: skip


def test_a_fold_goes_through_no_word():
    long = "friendship " * 200

    pieces = differences(f"{long}old", f"{long}new")

    for piece in pieces[:3]:
        assert set(piece.text.split()) == {"friendship"}


def test_long_texts_take_no_time():
    began = time.monotonic()

    differences("x\ny\n" * 250_000, "y\nz\n" * 250_000)
    differences("word " * 25_000, "other word " * 25_000)

    assert time.monotonic() - began < 5
