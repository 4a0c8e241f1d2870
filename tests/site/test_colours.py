"""A colour that cannot be read is told, with the nearest that can."""

import re
from pathlib import Path

import pytest

from blog.site.look.accent import USUAL, ink, nearest, ratio, sheet, wash
from blog.site.look.colours import ENOUGH, colour_in, contrast
from blog.site.look.look import Look


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # as published with WCAG's own techniques and checkers
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_the_contrast_is_the_one_that_wcag_defines(one, other, expected):
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("#0B5D57", "#0b5d57"), ("0b5d57", "#0b5d57"), ("#abc", "#aabbcc"), ("red", None),
     ("#12345", None), ("#0b5d57;}", None), ("", None), ("#٠b5d57", None)],
)  # fmt: skip
def test_a_colour_is_hex_and_nothing_else(typed, found):
    assert colour_in(typed) == found


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_usual_colours_can_be_read(mode):
    assert ratio(USUAL[mode], mode) >= ENOUGH
    assert nearest(USUAL[mode], mode) == USUAL[mode]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    "colour", ["#ffcc00", "#ff0000", "#808080", "#ffffff", "#000000", "#00ff00", "#0000ff", "#f0f"]
)
def test_the_nearest_can_be_read_and_one_step_back_could_not(mode, colour):
    colour = colour_in(colour)

    found = nearest(colour, mode)

    assert ratio(found, mode) >= ENOUGH
    assert contrast(ink(found), found) >= ENOUGH
    assert ratio(found, mode) < 4.7 or found == colour


def test_a_site_without_colours_of_its_own_asks_for_no_stylesheet():
    assert sheet(Look(footer_text="Words")) == ""


def test_the_stylesheet_holds_both_colours_and_what_follows_from_them():
    css = sheet(Look(accent_light="#8a1c5b"))

    assert f"--accent:light-dark(#8a1c5b,{USUAL['dark']});" in css
    assert "--accent-ink:light-dark(#ffffff," in css


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("accent", [*USUAL.values(), "#000000", "#ffffff", "#ff0000", "#0000ff"])
def test_code_can_be_read_on_the_ground_that_any_accent_gives_it(mode, accent):
    css = (Path(__file__).parents[2] / "static" / "tokens.css").read_text("utf-8")
    found = re.findall(r"--(code-\w+|quiet|bad): light-dark\((#\w+), (#\w+)\)", css)
    assert len(found) == 8

    for name, day, night in found:
        ratio_there = contrast(day if mode == "light" else night, wash(accent, mode))
        assert ratio_there >= ENOUGH, name
