"""Locations, scales and residuals as the checks of this topic draw them."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from grader.probe.case import Inputs, Tolerance
from grader.probe.strategies import (
    Shape,
    composite,
    enumerated,
    filled_cyclically,
    positives,
    reals,
    tensors,
    torch_array,
)

STEEP = Tolerance(1e-6, 1e-6, single=Tolerance(1e-4, 1e-2))
"""For scales down to 1e-3: in float32 a gradient is right to a hundred-thousandth of their
inverse."""

SHAPES: list[Shape] = [(), (1,), (1, 1), (1, 3), (3, 1), (2, 3, 1), (2, 1, 3, 2)]
"""A single number, single elements, single rows and columns, images."""

off_zero = st.one_of(
    positives(3, 10).map(lambda size: round(size + 0.03, 2)),
    positives(3, 10).map(lambda size: -round(size + 0.03, 2)),
)
"""Residuals that are not 0, nor any tenth."""


@composite
def scaled(
    draw: st.DrawFn, residuals: st.SearchStrategy[float], location: str = "mu", scale: str = "sigma"
) -> Inputs:
    """A location, a full positive scale, and targets that are so many scales away."""
    shape = tuple(draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)))
    mu = draw(tensors(reals(3, 10), shape))
    width = draw(tensors(positives(3, 10), shape))
    y = mu.data + width.data * draw(tensors(residuals, shape)).data
    return {location: mu, scale: width, "y": torch_array(np.round(y, 4))}


def in_any_shape(**numbers: Sequence[float]) -> st.SearchStrategy[Inputs]:
    """Tensors of each of `SHAPES`, filled with these numbers in turn."""
    return enumerated(
        len(SHAPES), **{name: filled_cyclically(SHAPES, some) for name, some in numbers.items()}
    )


def vectors_of(**numbers: Sequence[float]) -> Inputs:
    """A vector of these numbers, by name."""
    return {name: torch_array(some) for name, some in numbers.items()}
