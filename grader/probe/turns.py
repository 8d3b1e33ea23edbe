"""Inputs laid out in turn: with as many examples as there are of them, every seed meets all."""

from collections.abc import Iterable, Sequence
from itertools import cycle, islice
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.probe.strategies import Inputs, Shape, torch_array
from grader.probe.values import Array

SHAPES: list[Shape] = [(1,), (4,), (2, 3), (3, 1), (2, 1, 3), (2, 1, 2, 2)] * 2
"""Every number of dimensions from 1 to 4, twice."""


def laid_out(shapes: Iterable[Shape], numbers: Sequence[float]) -> list[Array]:
    """Tensors of these shapes, filled with the numbers in turn."""
    turn = cycle(numbers)
    return [
        torch_array(np.reshape(list(islice(turn, int(np.prod(shape)))), shape)) for shape in shapes
    ]


def in_turn(count: int, **values: Sequence[Any]) -> st.SearchStrategy[Inputs]:
    """So many inputs, each name with its values in turn. No example comes twice."""
    turns = {name: cycle(some) for name, some in values.items()}
    inputs = [{name: next(turn) for name, turn in turns.items()} for _ in range(count)]
    return st.sampled_from(inputs)
