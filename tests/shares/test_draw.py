"""The picture that stands for a page: it says the title, whatever the title is."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from blog.shares.draw import png
from blog.shares.letters import drawable, fitted, font
from blog.shares.picture import HEIGHT, WIDTH, Shared, card, mark

USUAL = Shared(title="Coaching vs. Mentorship", above="Howard Street", accent="#0b5d57")
LONG = "Every meeting that we counted and every hour that we gave back " * 8
MOST = dict.fromkeys(range(92, 47, -4), 4)


def image(**changed: str) -> Image.Image:
    return Image.open(io.BytesIO(png(replace(USUAL, **changed)))).convert("RGB")


@pytest.mark.parametrize(
    "title",
    ["", "Run", LONG, "x" * 300, "Größenwahn & Übermut", "Zażółć gęślą jaźń", "Привет, мир",
     "Help 🙂 wanted", "我们如何提问", "مرحبا بالعالم", "a\x00b", "\ud800", "‮evil‬", "e\u0301" * 40],
)  # fmt: skip
def test_every_title_becomes_a_picture_of_the_size_that_sites_show(title: str):
    body = png(replace(USUAL, title=title))

    assert Image.open(io.BytesIO(body)).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(body) < 60_000


def test_it_wears_the_colour_of_the_site():
    colours = image(accent="#8a1c5b").getcolors(1 << 20)

    assert (0x8A, 0x1C, 0x5B) in {colour for _, colour in colours or []}


def test_what_the_font_cannot_draw_is_left_out():
    assert drawable("Help 🙂 wanted") == "Help wanted"
    assert drawable("Zażółć — Привет — Ελλάδα — “Größe”") == "Zażółć — Привет — Ελλάδα — “Größe”"
    assert drawable("e\u0301tude") == "étude"


@pytest.mark.parametrize(
    "title", ["我们如何提问", "مرحبا بالعالم", "שלום", "🎉", "  ", "of 我们如何提问"]
)
def test_a_title_of_which_too_little_is_left_gives_way_to_the_name_of_the_site(title: str):
    assert drawable(title) == ""
    assert png(replace(USUAL, title=title)) == png(replace(USUAL, title="Howard Street", above=""))


def test_a_long_title_is_smaller_and_ends_in_an_ellipsis():
    size, lines = fitted(LONG, width=1024, sizes=range(92, 47, -4), most=MOST)

    assert size == 48
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    assert all(font(size).getlength(line) <= 1024 for line in lines)


def test_a_word_without_end_is_broken():
    size, lines = fitted("x" * 100, width=1024, sizes=range(92, 47, -4), most=MOST)

    assert len(lines) > 1
    assert all(font(size).getlength(line) <= 1024 for line in lines)


def test_the_last_line_is_no_stub():
    _, lines = fitted(
        "The first ninety minutes of a new team lead",
        width=1024, sizes=range(92, 47, -4), most=MOST,
    )  # fmt: skip

    assert len(lines[-1].split()) > 1


@pytest.mark.parametrize("changed", ["title", "above", "under", "accent"])
def test_the_address_says_what_is_in_it(changed: str):
    other = replace(USUAL, **{changed: "#000000"})

    assert mark(USUAL) != mark(other)
    assert card("7", USUAL).url == f"/share/7-{mark(USUAL)}.png"
    assert card("7", USUAL).alt == "Coaching vs. Mentorship — Howard Street"
