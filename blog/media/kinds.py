"""What an uploaded file is by its first bytes, and why some of them are not taken."""

import re
from pathlib import PurePosixPath

from blog.text.plain import one_line

ENDINGS = ("avif", "gif", "jfif", "jpe", "jpeg", "jpg", "png", "webp")
LOOK_AT = 4096
_LONGEST_NAME, _LONGEST_ENDING = 200, 10
_OTHER_KINDS = {
    rb"%PDF-": "This is a PDF. Link to it instead, or save one page as PNG.",
    rb"%!PS|\xc5\xd0\xd3\xc6": "This is PostScript, which is a program. Save it as PNG.",
    rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!": "This is a packed file. Send the pictures in it.",
    rb".{4}ftyp(hei|hev|mif1|msf1)": "This is HEIC, which few browsers show. Save it as JPEG.",
    rb".{4}ftyp(?!avi[fs])": "This is a film. Only pictures that stand still are taken.",
    rb"II\*\0|MM\0\*": "This is a TIFF or a camera's raw file. Save it as JPEG.",
    rb"BM.{4}\0\0\0\0": "This is a BMP. Save it as PNG.",
    rb"8BPS": "This is a Photoshop file. Save it as JPEG or PNG.",
}
_SVG = re.compile(rb"<svg[\s>]|<!DOCTYPE svg", re.I)
_MARKUP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<")
_SVG_WORDS = "This is an SVG drawing, which may hold a program. Save it as PNG."
_EMPTY = "The file is empty."


def other_kind(start: bytes) -> str:
    """Why a file that begins so is no picture for this site; empty where it may be one."""
    if not start:
        return _EMPTY
    if _MARKUP.match(start):
        return _SVG_WORDS if _SVG.search(start) else "This is a web page, not a picture."
    found = (words for begins, words in _OTHER_KINDS.items() if re.match(begins, start, re.S))
    return next(found, "")


def misnamed(name: str) -> str:
    """Why no picture is called so; empty where it is well. Which kind of picture is not judged
    by the name."""
    ending = PurePosixPath(name).suffix or (name if name.startswith(".") else "")
    if not ending or ending[1:].lower() in ENDINGS:
        return ""
    shown = ending[: _LONGEST_ENDING + 1]
    return f"Its name ends in “{shown}”, as no picture's does. Name it as what it is."


def plain_name(given: str) -> str:
    """The name alone, without where it lay, in one line; a long one keeps its ending."""
    name = one_line(re.split(r"[/\\]", given)[-1]) or "picture"
    if len(name) <= _LONGEST_NAME:
        return name
    ending = PurePosixPath(name).suffix[: _LONGEST_ENDING + 1]
    return name[: _LONGEST_NAME - len(ending)] + ending
