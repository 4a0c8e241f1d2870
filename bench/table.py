"""What was measured: a figure, what stands beside it, and the goal it has to reach."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

T = TypeVar("T")

# For each part, the seconds a fixed loop took just before and just after it.
Loops = dict[str, tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`beside` was measured in the same run. With it a goal is set for the ratio, without it for
    the value. `needs` says what was lacking where nothing could be measured."""

    part: str
    name: str
    value: float = 0
    unit: str = ""
    beside: float | None = None
    beside_name: str = ""
    at_least: float | None = None
    at_most: float | None = None
    needs: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.beside if self.beside else None

    @property
    def reached(self) -> bool | None:
        """None: no goal, or nothing measured."""
        judged = self.value if self.ratio is None else self.ratio
        if self.needs or (self.at_least is None and self.at_most is None):
            return None
        return (self.at_least or 0) <= judged <= (self.at_most or float("inf"))


def as_rows(figures: Sequence[Figure]) -> list[dict[str, object]]:
    """For `--json`."""
    return [asdict(it) | {"ratio": it.ratio, "reached": it.reached} for it in figures]


def drawn(figures: Sequence[Figure], loops: Loops) -> str:
    """Aligned columns, a headline for each part."""
    cells = [_cells(it) for it in figures]
    wide = [max(len(row[column]) for row in [_HEAD, *cells]) for column in range(len(_HEAD))]
    lines = [_line(_HEAD, wide)]
    part = ""
    for figure, row in zip(figures, cells, strict=True):
        if figure.part != part:
            part = figure.part
            lines += ["", "{} (loop {:.2f} and {:.2f} s)".format(part, *loops[part])]
        lines.append(_line(row, wide))
    return "\n".join(lines)


_HEAD = ("", "site", "", "beside it", "", "ratio", "goal", "")
_TO_THE_LEFT = (True, False, True, False, True, False, True, True)


def _line(cells: Sequence[str], wide: Sequence[int]) -> str:
    placed = zip(cells, wide, _TO_THE_LEFT, strict=True)
    drawn = (cell.ljust(width) if left else cell.rjust(width) for cell, width, left in placed)
    return "  ".join(drawn).rstrip()


def _cells(it: Figure) -> tuple[str, ...]:
    if it.needs:
        return (f"  {it.name}", "-", f"left out: {it.needs}", *[""] * 5)
    beside = "" if it.beside is None else number(it.beside)
    ratio = "" if it.ratio is None else f"{it.ratio:.2f}"
    verdict = {True: "reached", False: "MISSED", None: ""}[it.reached]
    return (
        f"  {it.name}", number(it.value), it.unit, beside, it.beside_name, ratio, _goal(it), verdict
    )  # fmt: skip


def _goal(it: Figure) -> str:
    if it.at_least is not None:
        return f">= {it.at_least:g}"
    return "" if it.at_most is None else f"<= {it.at_most:g}"


def middle(rounds: Sequence[T], *, by: Callable[[T], float]) -> T:
    """One round and no mixture of several, so that what is shown was seen together."""
    return sorted(rounds, key=by)[len(rounds) // 2]


def number(value: float) -> str:
    """Three digits that say something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
