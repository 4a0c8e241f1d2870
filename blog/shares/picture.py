"""What a share picture says, and the address that says which one it is."""

import hashlib
import json
from dataclasses import asdict, dataclass

WIDTH, HEIGHT = 1200, 630
_MAKE = 1  # counted up when pictures are drawn otherwise, so that readers get the new ones


@dataclass(frozen=True, kw_only=True)
class Shared:
    """`title` stands large; `above` it, small, the site's name, or `under` it what the site is
    about. `accent` is a colour as #rrggbb."""

    title: str
    above: str = ""
    under: str = ""
    accent: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """The picture that stands for a page elsewhere; `url` without the site, `alt` in words."""

    url: str
    width: int = WIDTH
    height: int = HEIGHT
    type: str = "image/png"
    alt: str = ""


def mark(shared: Shared) -> str:
    """Twelve signs that tell it from any other."""
    said = json.dumps([_MAKE, *asdict(shared).values()])
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def card(name: str, shared: Shared) -> Card:
    """The generated one; `name` is the number of a post, or "site"."""
    said = (shared.title, shared.above or shared.under)
    alt = " — ".join(each for each in said if each)
    return Card(url=f"/share/{name}-{mark(shared)}.png", alt=alt)
