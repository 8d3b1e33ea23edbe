"""A number of the answer along one number of the smallest input, through that input."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.judging.pictures.failure import Failure
from grader.judging.pictures.output import Floats, Output
from grader.judging.pictures.place import place_that_matters

POINTS = 9
"""How many inputs are asked first, evenly spaced, besides the smallest input."""

ROUNDS, MORE = 2, 5
"""How often more are asked then, where the curves bend, and how many."""

BENDS = 0.04
"""How far a number may be from the line between its neighbors, of the height of the picture, and
that line still looks like the curve."""


@dataclass(frozen=True)
class Along:
    """The answers where one number of the smallest input varies.

    Attributes:
        label: that number, as the learner writes it.
        numbers: what it is, rising, the smallest input's own among them.
        here: which of them that is.
        right: the right answer at each.
        yours: the submission's.
    """

    label: str
    numbers: Floats
    here: int
    right: list[Any]
    yours: list[Any]


def along(failure: Failure, output: Output) -> Along | None:
    """Vary the number of the input that matters most for an output; None where none can vary.

    Every answer costs the learner a few milliseconds of waiting, so few are asked.
    """
    inputs = failure.case.inputs
    place = place_that_matters(failure, output)
    if place is None:
        return None
    here = place.read(inputs)
    known: dict[float, tuple[Any, Any]] = {}

    def ask(numbers: Floats) -> bool:
        answers = failure.both([place.put(inputs, float(number)) for number in numbers])
        known.update(zip(map(float, numbers), answers, strict=False))
        return len(answers) == len(numbers)

    if not ask(np.union1d(np.linspace(place.low, place.high, POINTS), [here])):
        return None
    for _ in range(ROUNDS):
        curves = [[output.read(one[side]) for _, one in sorted(known.items())] for side in (0, 1)]
        more = bends(np.array(sorted(known)), *map(np.array, curves))
        if not more.size or not ask(more):
            break
    numbers = np.array(sorted(known))
    right, yours = ([known[number][side] for number in numbers] for side in (0, 1))
    at = int(np.searchsorted(numbers, here))
    return Along(place.label(inputs), numbers, at, right, yours)


def bends(x: Floats, *curves: Floats) -> Floats:
    """Up to `MORE` numbers in the middle between others, where straight lines would mislead."""
    worth = np.zeros(len(x) - 1)
    with np.errstate(all="ignore"):  # a submission can return any numbers
        finite = np.concatenate([y[np.isfinite(y)] for y in curves])
        height = float(np.ptp(finite)) if finite.size else 0.0
        share = np.diff(x)[:-1] / (x[2:] - x[:-2])
        for y in curves:
            gap = np.isfinite(y[1:]) != np.isfinite(y[:-1])
            bent = np.abs(y[1:-1] - y[:-2] - share * (y[2:] - y[:-2])) / height
            bent = np.where(np.isfinite(bent), bent, 0)
            worth = np.maximum(worth, np.where(gap, 1, np.maximum([*bent, 0], [0, *bent])))
    best = np.argsort(-worth, kind="stable")[:MORE]
    best = np.sort(best[worth[best] > BENDS])
    return (x[best] + x[best + 1]) / 2
