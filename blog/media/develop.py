"""Runs alone, as a process that knows nothing of the site: a stranger's file in, a clean one out.

Decoders have faults and files are made to find them. This one is given no secret, little memory
and little time, and what it says is all that the site takes from it. Nothing of ours is imported.

In: one line of JSON, as an argument; the file, on standard input. Out: for each picture one line
of JSON and its bytes; or one line with `refused`, a reason as a word."""

import io
import json
import os
import resource
import sys
import warnings
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import Image, ImageChops, ImageCms, ImageOps, UnidentifiedImageError

_MEMORY_BESIDE, _LARGEST_FILE = 1024 * 2**20, 64 * 2**20
_CPU_SECONDS = {"master": 30, "variants": 300, "squares": 20}
_MOST_PIXELS, _LONGEST_SIDE = 60_000_000, 2560
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_MOVING = ("GIF", "PNG", "WEBP", "AVIF")  # several pictures in a JPEG are a phone's: it is still
_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"GIF8", b"RIFF")
_PNG_MAY_BE = 2  # times as large as the JPEG: drawings and screens keep their edges for it
_Saved = tuple[dict[str, Any], bytes]


class Refused(Exception):
    """`args[0]` is the reason, as a word that the site has a sentence for."""


def main() -> None:
    asked = json.loads(sys.argv[1])
    _be_modest(asked["job"])
    jobs = {"master": _master, "variants": _variants, "squares": _squares}
    try:
        for about, body in jobs[asked["job"]](asked):
            _say(about | {"size": len(body)}, body)
    except Refused as refused:
        _say({"refused": refused.args[0]})
    except MemoryError:
        _say({"refused": "memory"})


def _be_modest(job: str) -> None:
    """Little memory and little time, no core file; after the photographs of others, if it can."""
    with open("/proc/self/statm", encoding="ascii") as file:
        has = int(file.read().split()[0]) * resource.getpagesize()
    limits = {
        resource.RLIMIT_AS: has + _MEMORY_BESIDE,
        resource.RLIMIT_CPU: _CPU_SECONDS[job],
        resource.RLIMIT_FSIZE: _LARGEST_FILE,
        resource.RLIMIT_CORE: 0,
    }
    for name, most in limits.items():
        resource.setrlimit(name, (most, most))
    if job == "variants":
        os.nice(10)
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def _say(about: dict[str, Any], body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _master(_asked: dict[str, Any]) -> Iterator[_Saved]:
    """What the site keeps: upright, in the colours of the web, and nothing else of the file."""
    image, was_lossless = _opened(sys.stdin.buffer)
    image = _web_colours(ImageOps.exif_transpose(_reduced(image)))
    ending, body = _encoded_master(image, was_lossless=was_lossless)
    about = {"ending": ending, "width": image.width, "height": image.height}
    yield about | {"colour": _dominant(image)}, body


def _variants(asked: dict[str, Any]) -> Iterator[_Saved]:
    """`wanted` are pairs of a width and an ending; the widest first, so that none is made twice."""
    image, is_drawing = _opened(sys.stdin.buffer)
    for width in sorted({width for width, _ in asked["wanted"]}, reverse=True):
        height = max(1, round(image.height * width / image.width))
        small = image.resize((width, height), Image.Resampling.LANCZOS)
        for ending in (it for wide, it in asked["wanted"] if wide == width):
            about = {"width": width, "height": height, "ending": ending}
            yield about, _encoded(small, ending, is_drawing=is_drawing)


def _squares(asked: dict[str, Any]) -> Iterator[_Saved]:
    """The middle of it, for icons; `wanted` are each a side and a colour to stand on, if any."""
    whole = _plain(_opened(sys.stdin.buffer)[0]).convert("RGBA")
    for side, ground in asked["wanted"]:
        square = Image.new("RGBA", (side, side), ground or (0, 0, 0, 0))
        square.alpha_composite(ImageOps.fit(whole, square.size, Image.Resampling.LANCZOS))
        yield {"width": side, "height": side, "ending": "png"}, _encoded(square, "png")


def _opened(source: BinaryIO) -> tuple[Image.Image, bool]:
    """And whether its format keeps each pixel as it was drawn."""
    file = source if source.seekable() else io.BytesIO(source.read())
    try:
        image = Image.open(file, formats=_FORMATS)
        if image.width * image.height > _MOST_PIXELS:
            raise Refused("pixels")
        if image.format in _MOVING and getattr(image, "is_animated", False):
            raise Refused("moving")
        return image, image.format in ("PNG", "GIF")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("pixels") from None
    except UnidentifiedImageError:
        file.seek(0)
        raise Refused("broken" if file.read(4) in _BEGINNINGS else "unknown") from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, KeyError):
        raise Refused("broken") from None


def _reduced(image: Image.Image) -> Image.Image:
    """Decoded to the end, and no larger than anybody looks at; of photos less is decoded."""
    longest = max(image.size)
    scale = min(1, _LONGEST_SIDE / longest)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    try:
        if image.mode == "RGB":
            image.draft("RGB", size)
        exif, profile = image.getexif(), image.info.get("icc_profile")
        image.load()
        small = _plain(image)
    except MemoryError:
        raise
    except Exception:  # a decoder says in a dozen ways that it cannot go on
        raise Refused("broken") from None
    if small.size != size:
        small = small.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    small.info = {"icc_profile": profile} if profile else {}
    if exif.get(0x0112) in range(2, 9):  # all that is needed of it
        small.getexif()[0x0112] = exif[0x0112]
    return small


def _plain(image: Image.Image) -> Image.Image:
    """In one of five modes that can be made smaller and have their colours changed."""
    if image.has_transparency_data:
        return image if image.mode in ("RGBA", "LA") else image.convert("RGBA")
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _web_colours(image: Image.Image) -> Image.Image:
    """In sRGB, and without the profile that said which colours were meant."""
    profile = image.info.get("icc_profile")
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    colours = image.convert({"RGBA": "RGB", "LA": "L"}[image.mode]) if alpha else image
    if profile:
        colours = _from_profile(colours, profile)
    colours = colours.convert("RGB")
    if alpha and alpha.getextrema() != (255, 255):
        colours.putalpha(alpha)
    colours.info = {}
    return colours


def _from_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """A profile that says nothing sensible is taken for none."""
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        web = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, meant, web, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _encoded_master(image: Image.Image, *, was_lossless: bool) -> tuple[str, bytes]:
    if image.mode == "RGBA":
        return "png", _encoded(image, "png")
    photo = _encoded(image, "jpg", quality=88)
    if was_lossless and len(drawing := _encoded(image, "png")) <= _PNG_MAY_BE * len(photo):
        return "png", drawing
    return "jpg", photo


def _encoded(
    image: Image.Image, ending: str, *, is_drawing: bool = False, quality: int = 80
) -> bytes:
    options: dict[str, dict[str, Any]] = {
        "png": {"compress_level": 6},  # the last tenth would take fifteen times as long
        "jpg": {"quality": quality, "optimize": True, "progressive": True},
        "webp": {"quality": quality, "method": 4},
        "avif": {"quality": 60, "speed": 7, "max_threads": 1},
    }
    if ending in ("jpg", "avif"):  # the edges of drawings want all of their colours
        options[ending]["subsampling"] = "4:4:4" if is_drawing else "4:2:0"
    out = io.BytesIO()
    made = _few_colours(image) if ending == "png" else image
    made.save(out, {"jpg": "JPEG"}.get(ending, ending.upper()), **options[ending])
    return out.getvalue()


def _few_colours(image: Image.Image) -> Image.Image:
    """With a palette where that loses nothing."""
    if image.mode != "RGB" or image.getcolors(256) is None:
        return image
    few = image.quantize(256, dither=Image.Dither.NONE)
    return image if ImageChops.difference(image, few.convert("RGB")).getbbox() else few


def _dominant(image: Image.Image) -> str:
    """The colour that most of it is near to, as rrggbb; behind what is transparent stands white."""
    small = image.resize((32, 32), Image.Resampling.BOX)
    ground = Image.new("RGB", small.size, "white")
    ground.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    few = ground.quantize(5)
    most = max(range(5), key=few.histogram().__getitem__)
    return bytes((few.getpalette() or [])[most * 3 : most * 3 + 3]).hex()


if __name__ == "__main__":
    main()
