"""Answers beside the right ones, as numbers."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.probe.case import Case, Inputs
from grader.probe.compare import leaves
from grader.probe.values import Array

ENOUGH = 3
"""Inputs that must tell the answer from the right one before anything is claimed."""

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Pair:
    """What came back for one input and what is right: all numbers of both, in order."""

    inputs: Inputs
    got: Numbers
    right: Numbers
    shape: tuple[int, ...]

    @property
    def agrees(self) -> bool:
        """Whether the two are the same but for rounding."""
        return close(self.got, self.right)


def pair_of(case: Case) -> Pair | None:
    """Both answers to an input, or None where they do not hold as many finite numbers."""
    got, right = leaves(case.got), leaves(case.expected)
    if len(got) != len(right):
        return None
    columns: list[tuple[Numbers, Numbers]] = []
    for mine, theirs in zip(got, right, strict=True):
        if isinstance(mine, Array) and isinstance(theirs, Array) and mine.shape == theirs.shape:
            columns.append((mine.data.ravel(), theirs.data.ravel()))
        elif isinstance(mine, (int, float)) and isinstance(theirs, (int, float)):
            columns.append((np.array([mine]), np.array([theirs])))
        else:
            return None
    if not columns:
        return None
    answer = np.concatenate([mine for mine, _ in columns]).astype(np.float64)
    truth = np.concatenate([theirs for _, theirs in columns]).astype(np.float64)
    if not (np.isfinite(answer).all() and np.isfinite(truth).all()):
        return None
    first = leaves(case.expected)[0]
    return Pair(case.inputs, answer, truth, first.shape if isinstance(first, Array) else ())


def close(a: Numbers, b: Numbers, rtol: float = 1e-6, atol: float = 1e-8) -> bool:
    """Whether two arrays hold the same numbers."""
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=rtol, atol=atol))


def broadcast(inputs: Inputs) -> tuple[int, ...]:
    """The shape that the arrays of the inputs broadcast to; empty where they do not."""
    try:
        return np.broadcast_shapes(*shapes(inputs))
    except ValueError:
        return ()


def alike(inputs: Inputs) -> bool:
    """Whether the arrays of the inputs have one shape."""
    return len(set(shapes(inputs))) == 1


def shapes(inputs: Inputs) -> list[tuple[int, ...]]:
    """The shapes of the arrays of the inputs."""
    return [value.shape for value in inputs.values() if isinstance(value, Array)]
