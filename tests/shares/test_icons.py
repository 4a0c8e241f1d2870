"""The icon of a site: the drop in its colour, in the sizes that are asked for."""

import io
import struct

import pytest
from PIL import Image

from blog.shares.icons import SIDES, Icon, drawn, ico
from blog.shares.sign import svg

GREEN = (0x0B, 0x5D, 0x57, 255)


@pytest.mark.parametrize("size", list(SIDES))
def test_each_size_is_a_square_in_the_colour(size: str):
    image = Image.open(io.BytesIO(drawn("#0b5d57", size))).convert("RGBA")
    side = SIDES[size]

    assert image.size == (side, side)
    assert image.getpixel((side // 2, side // 12)) == GREEN


def test_the_phone_cuts_the_corners_of_some_itself():
    def corner(size: str) -> int:
        image = Image.open(io.BytesIO(drawn("#0b5d57", size))).convert("RGBA")
        return image.getpixel((0, 0))[3]  # type: ignore[index]

    assert [corner(size) for size in ("180", "maskable")] == [255, 255]
    assert [corner(size) for size in ("32", "192", "512")] == [0, 0, 0]


def test_an_ico_file_holds_the_png():
    png = drawn("#0b5d57", "32")

    body = ico(png, 32)

    assert struct.unpack("<HHH", body[:6]) == (0, 1, 1)
    assert body[22:] == png
    assert Image.open(io.BytesIO(body)).size == (32, 32)


def test_the_drawing_is_in_the_colour():
    assert 'fill="#8a1c5b"' in svg("#8a1c5b")


def test_the_address_says_which_icon_it_is():
    green, other = Icon(accent="#0b5d57"), Icon(accent="#8a1c5b")
    picture = Icon(accent="#0b5d57", picture_id=1, picture="a" * 24)

    assert len({green.mark, other.mark, picture.mark}) == 3
    assert green.svg_url == f"/icon.{green.mark}.svg"
    assert picture.svg_url == ""
