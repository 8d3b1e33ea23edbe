"""Tensors of chosen shapes, all of which are used with every seed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.probe.case import Inputs
from grader.probe.strategies import Shape, torch_array


def each(*layouts: Mapping[str, Shape]) -> st.SearchStrategy[Inputs]:
    """Tensors of these shapes by name, all between 0 and 1 if the name starts with `x`.

    Nothing else is drawn: hypothesis does not repeat a draw, so with as many examples as layouts,
    every layout is used.
    """
    return st.sampled_from(
        [
            {name: torch_array(_numbers(name, shape)) for name, shape in layout.items()}
            for layout in layouts
        ]
    )


def _numbers(name: str, shape: Shape) -> np.ndarray[Any, Any]:
    """Unordered eighths, different for each name."""
    steps = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    numbers: np.ndarray[Any, Any] = np.round(7 * np.cos(steps + len(name))) / 8
    return (numbers + 1) / 2 if name.startswith("x") else 3 * numbers
