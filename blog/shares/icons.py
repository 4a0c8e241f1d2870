"""The icon of a site in the sizes that browsers and phones ask for."""

import hashlib
import io
import struct
from dataclasses import dataclass

from blog.shares.sign import sign

SIDES = {"32": 32, "180": 180, "192": 192, "512": 512, "maskable": 512}
"""In pixels, by what an address calls them."""
_MAKE = 1  # counted up when icons are drawn otherwise
_WHOLE = frozenset({"180", "maskable"})  # whose corners the phone cuts
# https://www.w3.org/TR/appmanifest/#icon-masks: what is to be seen stays in a circle of 0.8 of it
_SHARES = {"maskable": 0.9}


@dataclass(frozen=True, kw_only=True)
class Icon:
    """The drop in the `accent`, or the owner's picture: its number, else 0, and its name."""

    accent: str
    picture_id: int = 0
    picture: str = ""

    @property
    def mark(self) -> str:
        """Twelve signs that tell it from any other."""
        said = f"{_MAKE} {self.picture or self.accent}"
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def svg_url(self) -> str:
        """Empty where it is a picture, of which there is no drawing."""
        return "" if self.picture_id else f"/icon.{self.mark}.svg"

    def url(self, size: str) -> str:
        return f"/icon-{size}.{self.mark}.png"


def drawn(accent: str, size: str) -> bytes:
    """The drop as PNG; `size` is one of SIDES."""
    ground = "whole" if size in _WHOLE else "round"
    image = sign(accent, SIDES[size], ground=ground, share=_SHARES.get(size, 1.0))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def ico(png: bytes, side: int) -> bytes:
    """An .ico file with that one PNG in it, as browsers have read since Windows Vista."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(png), 22)
    return head + entry + png
