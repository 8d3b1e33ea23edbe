"""What pictures of exercises share: a function along a grid, a histogram."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from grader.picture import Kind, Series, series

Numbers = np.ndarray[Any, np.dtype[np.float64]]

PLACES = 81
"""How many numbers a function is asked for: a kink still looks sharp."""

BINS = 40


def grid(low: float, high: float, places: int = PLACES) -> Numbers:
    """Evenly spaced numbers, both ends included."""
    return np.linspace(low, high, places)


def line(name: str, xs: Iterable[float], function: Callable[[float], Any]) -> Series:
    """A function of one number, asked at each of them."""
    places = list(map(float, xs))
    return series(name, "line", places, [function(x) for x in places])


def lines(
    label: str,
    values: Iterable[float],
    xs: Iterable[float],
    function: Callable[[float, Any], Any],
) -> list[Series]:
    """A line for each value of a second number, whose place is in the label."""
    places = list(xs)
    return [
        series(label.format(value), "line", places, [function(x, value) for x in places])
        for value in values
    ]


def tensor_lines(
    label: str,
    values: Iterable[float],
    xs: Iterable[float],
    function: Callable[[Any, Any], Any],
) -> list[Series]:
    """The same for a function of a tensor that holds one number, of shape (1,)."""
    import torch

    with torch.no_grad():
        return lines(label, values, xs, lambda x, value: function(tensor(x), value))


def tensor(*numbers: float) -> Any:
    """A tensor of these numbers in float64."""
    import torch

    return torch.tensor(numbers, dtype=torch.float64)


def point(name: str, x: float, y: Any) -> Series:
    """A marked place."""
    return series(name, "points", [x], [y])


def histogram(name: str, numbers: Numbers, low: float, high: float, kind: Kind = "bars") -> Series:
    """The share of the numbers in each bin, divided by its width, as a density is."""
    counts, edges = np.histogram(numbers, BINS, (low, high))
    heights = counts / (numbers.size * np.diff(edges))
    return series(name, kind, (edges[:-1] + edges[1:]) / 2, heights)
