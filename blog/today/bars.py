"""Small bars as plain numbers, for whoever draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 240, 64
_GAP = 5
_LEAST = 2  # what is there can be seen, however small beside the rest


@dataclass(frozen=True, kw_only=True)
class Bar:
    x: int
    y: int
    width: int
    height: int


def bars(values: Sequence[int]) -> tuple[Bar, ...]:
    """One for each value, from left to right, standing on the ground; the highest fills the height,
    and nothing is no bar at all but has its place."""
    if not values:
        return ()
    step = (WIDTH + _GAP) // len(values)
    most = max(values)
    return tuple(_bar(at * step, step - _GAP, value, most) for at, value in enumerate(values))


def _bar(x: int, width: int, value: int, most: int) -> Bar:
    height = max(_LEAST, round(HEIGHT * value / most)) if value > 0 else 0
    return Bar(x=x, y=HEIGHT - height, width=max(1, width), height=height)
