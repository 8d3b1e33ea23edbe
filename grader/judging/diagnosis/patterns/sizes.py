"""The sizes of an input, in words: what an answer may be multiplied with or divided by."""

import math

import numpy as np

from grader.probe.case import Inputs
from grader.probe.values import Array

ELEMENTS, ROWS, COLUMNS = "the number of elements", "the number of rows", "the number of columns"
OF_A_ROW = "the number of elements of a row"


def sizes_of(inputs: Inputs) -> dict[str, int]:
    """The sizes of an input by their words, the likeliest first."""
    arrays = {name: value.shape for name, value in _arrays(inputs)}
    found: dict[str, int] = {}
    if shape := broadcast(inputs):
        found = {ELEMENTS: math.prod(shape), ROWS: shape[0], COLUMNS: shape[-1]}
        found[OF_A_ROW] = math.prod(shape[1:])
    if len(set(arrays.values())) > 1:
        for name, own in arrays.items():
            if own:
                found[f"{ELEMENTS} of `{name}`"] = math.prod(own)
                found[f"{ROWS} of `{name}`"] = own[0]
                found[f"{COLUMNS} of `{name}`"] = own[-1]
    counts = {f"`{n}`": v for n, v in inputs.items() if type(v) is int and v > 0}
    return found | counts


def broadcast(inputs: Inputs) -> tuple[int, ...]:
    """The shape that the arrays of the inputs broadcast to; empty where they do not."""
    try:
        return np.broadcast_shapes(*shapes(inputs))
    except ValueError:
        return ()


def shapes(inputs: Inputs) -> list[tuple[int, ...]]:
    """The shapes of the arrays of the inputs."""
    return [value.shape for _, value in _arrays(inputs)]


def _arrays(inputs: Inputs) -> list[tuple[str, Array]]:
    """The arrays by name, without the parameters of layers, such as `fc.weight`."""
    return [(n, v) for n, v in inputs.items() if isinstance(v, Array) and "." not in n]
