import struct
import time
import zlib

import pytest
from PIL import Image, ImageCms

from blog.media.child import Developed, Prints, Refused, Stopped, develop
from blog.media.kinds import misnamed, other_kind, plain_name
from blog.media.sizes import missing, wanted
from tests.media import files
from tests.media.files import on_disk, opened


def developed(body: bytes) -> Developed:
    with on_disk(body) as file:
        return develop(file)


def why_refused(body: bytes) -> str:
    with pytest.raises(Refused) as refused:
        developed(body)
    return str(refused.value)


def a_bomb(side: int) -> bytes:
    """A PNG of a few hundred kilobytes that says it is `side` by `side`, and is."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + side // 8)
    packed = b"".join(packer.compress(row * 100) for _ in range(side // 100)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data)
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
            (b"IDAT", packed),
            (b"IEND", b""),
        )
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_what_a_photo_tells_of_its_owner_is_gone():
    told = files.telling_photo()
    assert b"Secretcam" in told

    kept = developed(told).body

    assert opened(kept).getexif() == {}
    for secret in (b"Exif", b"Secretcam", b"XMPSAYS", b"at home", b"GPS", b"http://ns.adobe"):
        assert secret not in kept


def test_a_photo_that_lies_on_its_side_is_turned_upright():
    kept = developed(files.lying_photo())

    assert (kept.width, kept.height) == (300, 400)
    assert opened(kept.body).getpixel((290, 200))[0] > 150  # type: ignore[index]


@pytest.mark.parametrize("ending", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_each_format_is_taken_whatever_its_name_says(ending):
    kept = developed(files.photo(ending=ending))

    assert (kept.width, kept.height) == (400, 300)
    assert opened(kept.body).format == {"jpg": "JPEG", "png": "PNG"}[kept.ending]


def test_a_large_photo_is_kept_as_large_as_anybody_looks_at():
    kept = developed(files.photo((4000, 1000)))

    assert (kept.width, kept.height) == (2560, 640)


def test_a_line_of_pixels_stays_one():
    kept = developed(files.photo((5000, 1), ending="PNG"))

    assert (kept.width, kept.height) == (2560, 1)


def test_a_drawing_keeps_its_edges_and_what_shines_through():
    flat, clear = developed(files.drawing()), developed(files.drawing(transparent=True))

    assert (flat.ending, clear.ending) == ("png", "png")
    assert opened(clear.body).getpixel((0, 0)) == (0, 0, 0, 0)


def test_the_dominant_colour_is_the_one_of_most_of_it():
    kept = developed(files.photo((300, 300)))

    assert int(kept.colour[:2], 16) > 150 or int(kept.colour[4:], 16) > 150
    assert developed(files.drawing()).colour == "ffffff"


def test_colours_are_those_of_the_web():
    grey = Image.new("L", (20, 20), 128)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    for body in (
        files.encoded(Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG"),
        files.encoded(grey, "JPEG"),
        files.photo(icc_profile=profile),
        files.photo(icc_profile=b"no profile at all"),
        files.encoded(Image.new("I;16", (20, 20), 40_000), "PNG"),
        files.encoded(Image.new("P", (20, 20)), "PNG"),
        files.encoded(Image.new("LA", (20, 20), (90, 90)), "PNG"),
    ):
        kept = opened(developed(body).body)
        assert kept.mode in ("RGB", "RGBA", "P")
        assert "icc_profile" not in kept.info


def test_a_script_behind_the_picture_does_not_come_along():
    kept = developed(files.drawing() + b"<script>alert(1)</script>")

    assert b"script" not in kept.body


def test_a_damaged_picture_is_refused():
    whole = files.photo((800, 800))

    for body in (whole[: len(whole) // 2], files.drawing()[:40], b"\xff\xd8\xff\xe0" + b"A" * 500):
        assert "damaged" in why_refused(body)
    assert "no picture in a format that is taken" in why_refused(b"GIF is what I say I am")


@pytest.mark.parametrize("ending", ["GIF", "PNG", "WEBP", "AVIF"])
def test_a_moving_picture_is_refused(ending):
    assert "moves" in why_refused(files.moving(ending))


def test_a_phones_photo_with_a_second_one_in_it_is_a_photo():
    kept = developed(files.moving("MPO"))

    assert (kept.width, kept.height, kept.ending) == (20, 20, "jpg")


def test_a_bomb_goes_off_nowhere_and_soon():
    bomb = a_bomb(60_000)
    began = time.monotonic()

    assert "60 megapixels" in why_refused(bomb)

    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (b"", "empty"),
        (b"<?xml version='1.0'?><!-- --><svg xmlns=''>", "SVG"),
        (b"\xef\xbb\xbf \n<SVG onload=alert(1)>", "SVG"),
        (b"<!doctype html><script>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (b"PK\x03\x04", "packed"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"\0\0\0\x18ftypmp42", "film"),
        (b"II*\0", "TIFF"),
        (b"8BPS", "Photoshop"),
    ],
)
def test_other_files_are_refused_by_what_they_are(start, word):
    assert word in other_kind(start)


def test_pictures_are_no_other_kind():
    for ending in ("JPEG", "PNG", "WEBP", "AVIF", "GIF"):
        assert other_kind(files.photo(ending=ending)[:4096]) == ""


def test_a_name_that_no_picture_has_is_refused():
    for name in ("evil.html", "cat.png.php", ".htaccess", "cat.svg"):
        assert "Its name ends in" in misnamed(name)
    for name in ("cat.JPG", "cat.php.png", "no ending", "cat.jpeg"):
        assert misnamed(name) == ""


def test_a_name_is_one_line_without_the_way_to_it():
    assert plain_name("../../etc/cat.png") == plain_name(r"C:\cats\cat.png") == "cat.png"
    assert plain_name("a\r\nX-Evil: 1.png") == "a X-Evil: 1.png"
    assert plain_name("\0/") == "picture"
    long = plain_name("x" * 300 + ".png")
    assert len(long) == 200
    assert long.endswith("x.png")


def test_there_are_light_variants_up_to_the_pictures_own_width():
    assert wanted(800, "jpg") == [
        *((320, "avif"), (320, "webp"), (320, "jpg")),
        *((640, "avif"), (640, "webp"), (640, "jpg")),
        *((800, "avif"), (800, "webp")),
    ]
    assert len(wanted(2560, "jpg")) == 15
    assert wanted(100, "png") == [(100, "avif"), (100, "webp")]
    assert missing(100, "png", {(100, "avif")}) == [(100, "webp")]


@pytest.mark.parametrize(("body", "ending"), [(files.photo(), "jpg"), (files.drawing(), "png")])
def test_variants_are_what_they_are_called(body, ending):
    kept = developed(body)

    made = list(Prints(kept.body, wanted(kept.width, kept.ending)))

    assert {(it.width, it.ending) for it in made} == set(wanted(400, ending))
    for it in made:
        image = opened(it.body)
        assert image.format == {"jpg": "JPEG"}.get(it.ending, it.ending.upper())
        assert image.size == (it.width, it.height)


def test_variants_of_what_is_no_picture_are_refused():
    with pytest.raises(Refused):
        list(Prints(b"no picture", [(320, "webp")]))


def test_a_child_that_is_stopped_says_so():
    prints = Prints(files.photo((2000, 2000)), wanted(2000, "jpg"))
    each = iter(prints)
    next(each)
    prints.stop()

    with pytest.raises(Stopped, match="signal 9"):
        list(each)
