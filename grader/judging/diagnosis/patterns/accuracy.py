"""Answers that are right but for digits."""

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from grader.judging.diagnosis.patterns.parts import ENOUGH, Numbers, Pair, Part
from grader.judging.diagnosis.patterns.relation import Relation
from grader.judging.diagnosis.suspects import Suspects
from grader.probe.compare import EXACT
from grader.verdict import Misconception

FLOAT32 = 1e-9, 1e-5
"""Relative errors, of a result in float64, that float32 can explain."""


def roundings(part: Part) -> Iterator[Relation]:
    """Claims that a part is rounded."""
    yield Relation("rounded-down", "{your} is rounded down to a whole number.", _floor)
    for places in range(7):
        words = {0: "a whole number", 1: "1 decimal"}.get(places, f"{places} decimals")
        yield Relation("rounded", f"{{your}} is rounded to {words}.", _rounded(places))


def accuracy(part: Part, seen: Suspects) -> Misconception | None:
    """Right but for accuracy, where the text or the numbers show what costs it.

    The worst relative error is small, and yet no rounding of float64.
    """
    double = [pair for pair in part.pairs if pair.dtype == "float64"]
    apart = [not np.allclose(p.got, p.right, EXACT.rtol, EXACT.atol) for p in double]
    if sum(apart) < ENOUGH or not all(pair.finite for pair in part.pairs):
        return None
    worst = max(
        float((np.abs(p.got - p.right) / np.maximum(np.abs(p.right), 1e-3)).max(initial=0.0))
        for p in part.pairs
    )
    causes = _causes(double, worst, seen)
    if not 1e-12 < worst < 1e-3 or not causes:
        return None
    digits = int(-math.log10(worst))
    message = f"Your {part.name} is right to about {digits} digits only: {', or '.join(causes)}."
    return Misconception("accuracy", message)


def _causes(pairs: Sequence[Pair], worst: float, seen: Suspects) -> list[str]:
    """What cost the digits, as far as it is seen in the numbers or in the text."""
    causes = []
    short = False
    if FLOAT32[0] < worst < FLOAT32[1]:
        short = all((pair.got == pair.got.astype(np.float32)).all() for pair in pairs)
        if seen.float32:
            causes.append(f"{seen.float32} makes float32, which has 7, whatever the inputs are")
        elif short:
            causes.append("it was float32, which has 7, on the way")
    if seen.small and not short:
        causes.append(f"{seen.small} may be too large to leave no trace")
    return causes


def _floor(pair: Pair) -> Numbers:
    return np.floor(pair.right)


def _rounded(places: int) -> Callable[[Pair], Numbers]:
    return lambda pair: np.asarray(np.round(pair.right, places))
