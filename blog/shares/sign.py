"""The drop above its line: the sign of a site that has no icon of its own."""

import math
from collections.abc import Iterator

from PIL import Image, ImageDraw

_PAPER = "#fbfaf6"
_SIDE = 32  # of the drawing below, as in static/favicon.svg
_ROUND, _LINE = 8, 2.5
_FINER = 4  # drawn larger and made smaller, for soft edges
_TIP, _BELLY, _RIGHT, _LEFT = (16.0, 5.5), (16.0, 14.6), 21.0, 11.0
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="8" fill="{accent}"/>'
    '<path d="M16 5.5c3.4 4.3 5 6.7 5 9.1a5 5 0 0 1-10 0c0-2.4 1.6-4.8 5-9.1Z" fill="{paper}"/>'
    '<path d="M8 25h16" stroke="{paper}" stroke-width="2.5" stroke-linecap="round"/></svg>\n'
)


def svg(accent: str) -> str:
    return _SVG.format(accent=accent, paper=_PAPER)


def sign(accent: str, side: int, *, ground: str = "round", share: float = 1.0) -> Image.Image:
    """`side` pixels square. The ground has round corners, or is "whole" where a phone cuts its own;
    the sign takes that `share` of it."""
    wide = side * _FINER
    image = Image.new("RGBA", (wide, wide), accent if ground == "whole" else (0, 0, 0, 0))
    draw, scale = ImageDraw.Draw(image), wide / _SIDE
    if ground == "round":
        draw.rounded_rectangle((0, 0, wide - 1, wide - 1), _ROUND * scale, fill=accent)
    inner, moved = scale * share, (1 - share) * wide / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return x * inner + moved, y * inner + moved

    draw.polygon([at(*point) for point in _drop()], fill=_PAPER)
    half = _LINE / 2
    line = (*at(8 - half, 25 - half), *at(24 + half, 25 + half))
    draw.rounded_rectangle(line, half * inner, fill=_PAPER)
    return image.resize((side, side), Image.Resampling.LANCZOS)


def _drop() -> Iterator[tuple[float, float]]:
    """Its outline, from the tip down the right side and up the left."""
    right, left = (_RIGHT, _BELLY[1]), (_LEFT, _BELLY[1])
    yield from _curve(_TIP, (19.4, 9.8), (21.0, 12.2), right)
    radius = _RIGHT - _BELLY[0]
    for step in range(1, 33):
        angle = math.pi * step / 32
        yield _BELLY[0] + radius * math.cos(angle), _BELLY[1] + radius * math.sin(angle)
    yield from _curve(left, (11.0, 12.2), (12.6, 9.8), _TIP)


def _curve(*points: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """A cubic one through its first and last."""
    for step in range(25):
        t = step / 24
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x = sum(share * point[0] for share, point in zip(shares, points, strict=True))
        y = sum(share * point[1] for share, point in zip(shares, points, strict=True))
        yield x, y
