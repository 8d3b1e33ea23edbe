"""The number of a wrong answer that is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.judging.pictures.failure import Failure
from grader.probe.values import Array

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Output:
    """A number of an answer: its part, element and name."""

    path: tuple[Any, ...]
    shape: tuple[int, ...]
    index: int
    name: str

    def read(self, answer: Any) -> float:
        """The number; nan where an answer has no such part."""
        for step in self.path:
            try:
                answer = answer[step]
            except (KeyError, IndexError, TypeError):
                return float("nan")
        if isinstance(answer, int | float):
            return float(answer)
        if not isinstance(answer, Array) or answer.shape != self.shape:
            return float("nan")
        return float(answer.data.flat[self.index])


def worst_output(failure: Failure) -> Output | None:
    """The number of the answer that differs most, of the gradient if that is what is wrong."""
    got, right = failure.case.got, failure.case.expected
    roots: list[tuple[tuple[Any, ...], str]] = [((), "result")]
    if isinstance(right, Mapping) and "value" in right:
        gradient = ("gradient", failure.finding.of)
        is_gradient = failure.finding.kind == "gradient" and failure.finding.of
        roots = (
            [(gradient, f"gradient for {failure.finding.of}")]
            if is_gradient
            else [(("value",), "result")]
        )
    best: tuple[float, Output] | None = None
    for root, name in roots:
        for path, mine, its, label in _leaves(_at(got, root), _at(right, root), name):
            differs = np.abs(mine - its)
            differs = np.where(
                np.isfinite(mine) == np.isfinite(its), np.nan_to_num(differs), np.inf
            )
            index = int(np.argmax(differs))
            shape = mine.shape
            element = label + subscript(shape, index)
            if differs.flat[index] > 0 and (best is None or differs.flat[index] > best[0]):
                best = differs.flat[index], Output((*root, *path), shape, index, element)
    return best and best[1]


def _leaves(
    mine: Any, its: Any, name: str
) -> Iterator[tuple[tuple[Any, ...], Floats, Floats, str]]:
    """The arrays and numbers of two answers that have the same form."""
    if isinstance(mine, tuple | list) and isinstance(its, tuple | list) and len(mine) == len(its):
        for index, (a, b) in enumerate(zip(mine, its, strict=True)):
            for path, x, y, label in _leaves(a, b, f"{name}[{index}]"):
                yield (index, *path), x, y, label
        return
    arrays = [np.asarray(v.data if isinstance(v, Array) else v) for v in (mine, its)]
    if (
        all(a.dtype.kind in "fiub" and a.size for a in arrays)
        and arrays[0].shape == arrays[1].shape
    ):
        yield (), arrays[0].astype(float), arrays[1].astype(float), name


def _at(answer: Any, path: Sequence[Any]) -> Any:
    for step in path:
        answer = answer[step]
    return answer


def subscript(shape: tuple[int, ...], index: int) -> str:
    """An element as the learner writes it; nothing for a number without a shape."""
    return str([int(i) for i in np.unravel_index(index, shape)]) if shape else ""
