"""Rows of probabilities, and gradients along the simplex in which they lie."""

from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st

from grader.probe.case import Inputs
from grader.probe.drivers import calling
from grader.probe.probe import Driver
from grader.probe.strategies import composite, shapes, torch_array

Rows = list[list[float]]


@composite
def distribution(draw: st.DrawFn, k: int) -> list[float]:
    """Positive twentieths, which float32 rounds, with a sum of 1."""
    cuts = draw(st.lists(st.integers(1, 19), min_size=k - 1, max_size=k - 1, unique=True))
    return [float(part) for part in np.diff([0, *sorted(cuts), 20]) / 20]


@composite
def distributions(draw: st.DrawFn, *names: str) -> Inputs:
    """Tensors of one shape `(..., k)` by name, whose rows are distributions without a 0."""
    *batch, k = draw(shapes(1, 4))
    size = int(np.prod(batch, dtype=int))
    rows = st.lists(distribution(k), min_size=size, max_size=size)
    return {name: torch_array(np.reshape(draw(rows), (*batch, k))) for name in names}


def rows(**of: Rows) -> Inputs:
    """Tensors of these rows, by name."""
    return {name: torch_array(values) for name, values in of.items()}


def along_the_simplex(function: str, *, gradient: bool) -> Driver:
    """Make a driver like `calling` that keeps of a gradient only what moves along the simplex.

    Each row loses its mean, because values off the simplex are not defined. Rows with a 0 in any
    input lie on its edge, where the gradient is not graded: they get 0.
    """
    drive = calling(function, gradient=gradient)

    def project(impl: Any, **inputs: Any) -> dict[str, Any]:
        seen: dict[str, Any] = drive(impl, **inputs)
        found = seen.get("gradient")
        if isinstance(found, dict):
            inside = torch.stack([*inputs.values()]).gt(0).all(0).all(-1, keepdim=True)
            for name, whole in found.items():
                if whole is not None:
                    along = whole - whole.mean(-1, keepdim=True)
                    found[name] = torch.where(inside, along, 0)
        return seen

    return project
