"""Colours that can be read: the contrast of two, and the nearest one that has enough.

Ratios as WCAG 2.2 defines them, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""

import colorsys
import re
from collections.abc import Iterable, Iterator

ENOUGH = 4.5
"""For words of the usual size (WCAG 2.2, 1.4.3)."""
_COLOUR = re.compile(r"#?(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_STEPS = 512


def colour_in(typed: str) -> str | None:
    """As #rrggbb in small letters; None where it is no colour."""
    if not _COLOUR.fullmatch(typed):
        return None
    digits = typed.removeprefix("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def contrast(one: str, other: str) -> float:
    """From 1, no difference, to 21, black on white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def least(colour: str, *others: str) -> float:
    """The contrast to the one it differs least from, rounded down: 4.49 is not 4.5."""
    return int(min(contrast(colour, other) for other in others) * 100) / 100


def mixed(one: str, other: str, share: float) -> str:
    """`share` of the one in the other."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _colour(share * a + (1 - share) * b for a, b in pairs)


def _parts(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _colour(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def with_lightness(colour: str, lightness: float) -> str:
    hue, _, saturation = colorsys.rgb_to_hls(*_parts(colour))
    return _colour(colorsys.hls_to_rgb(hue, lightness, saturation))


def lightnesses(colour: str, *, darker: bool) -> Iterator[float]:
    """From its own to black or to white, in small steps."""
    _, own, _ = colorsys.rgb_to_hls(*_parts(colour))
    end = 0.0 if darker else 1.0
    return (own + (end - own) * step / _STEPS for step in range(_STEPS + 1))
