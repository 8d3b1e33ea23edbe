"""A picture as plain data: what a learner sees in the terminal, as SVG or in the room.

It holds numbers and the kit's own words alone, and it is bounded, so that any renderer can draw it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

POINTS = 400
"""The most points of a series."""

SERIES = 12
"""The most series of a picture."""

WORDS = 200
"""The most characters of a title, a name or a caption."""

DIGITS = 6
"""Significant digits of a number: more cannot be seen."""

LARGEST = 1e300
"""Numbers beyond it leave a gap: the distance of two would overflow."""

Kind = Literal["line", "bars", "points"]
Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class Axis:
    """What runs along an axis, and its unit, or an empty string."""

    name: str
    unit: str = ""

    @property
    def label(self) -> str:
        """The name with its unit."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True)
class Series:
    """Numbers that belong together.

    Attributes:
        name: what they are, for the legend.
        kind: line (in the order of the points), bars (from 0 to y) or points.
        x: horizontal places.
        y: vertical places, as many; None leaves a gap: there is no finite number.
    """

    name: str
    kind: Kind
    x: Numbers
    y: Numbers


@dataclass(frozen=True)
class Picture:
    """A picture of one claim.

    Attributes:
        title: what is drawn.
        x: the horizontal axis.
        y: the vertical axis.
        series: what is drawn, the most important last.
        caption: one sentence that says what to see.
    """

    title: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    caption: str


def series(name: str, kind: Kind, x: Iterable[Any], y: Iterable[Any]) -> Series:
    """Make a series of any numbers: rounded, thinned evenly to `POINTS`, gaps where not finite.

    Raises:
        ValueError: there are not as many x as y.
    """
    pairs = [(_number(a), _number(b)) for a, b in zip(x, y, strict=True)]
    if len(pairs) > POINTS:
        last = len(pairs) - 1
        pairs = [pairs[round(i * last / (POINTS - 1))] for i in range(POINTS)]
    return Series(name[:WORDS], kind, tuple(a for a, _ in pairs), tuple(b for _, b in pairs))


def picture(
    title: str, x: Axis | str, y: Axis | str, drawn: Sequence[Series], caption: str
) -> Picture:
    """Make a picture; axes may be given as their names.

    Raises:
        ValueError: there are more than `SERIES` series, or no finite point at all.
    """
    if len(drawn) > SERIES:
        raise ValueError(f"a picture has at most {SERIES} series")
    if not any(None not in pair for one in drawn for pair in zip(one.x, one.y, strict=True)):
        raise ValueError("no point of the picture is finite")
    axes = [Axis(axis) if isinstance(axis, str) else axis for axis in (x, y)]
    return Picture(title[:WORDS], axes[0], axes[1], tuple(drawn), caption[:WORDS])


def _number(value: Any) -> float | None:
    number = float(value) if value is not None else math.nan
    if not abs(number) < LARGEST:
        return None
    return float(f"{number:.{DIGITS}g}")
