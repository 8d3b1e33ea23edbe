"""Answers that are right but for digits."""

import math
from collections.abc import Sequence

import numpy as np

from grader.judging.diagnosis.patterns.pairs import ENOUGH, Pair, close
from grader.judging.diagnosis.suspects import Suspects
from grader.probe.compare import EXACT, floating_dtype
from grader.verdict import Misconception

FLOAT32 = 1e-9, 1e-5
"""Relative errors, of a result in float64, that float32 can explain."""


def digits(pairs: Sequence[Pair], what: str, seen: Suspects) -> Misconception | None:
    """Right but for accuracy: the worst relative error is small and yet no rounding of float64."""
    errors = [
        float((np.abs(p.got - p.right) / np.maximum(np.abs(p.right), 1e-3)).max(initial=0.0))
        for p in pairs
    ]
    worst = max(errors)
    if not 1e-12 < worst < 1e-3:
        return None
    digits = int(-math.log10(worst))
    return Misconception(
        "accuracy",
        f"Your {what} is right to about {digits} digits only: {_cost(pairs, worst, seen)}.",
    )


def _cost(pairs: Sequence[Pair], worst: float, seen: Suspects) -> str:
    """What cost the digits, as far as it is seen in the numbers or in the text."""
    causes = []
    short = False
    if FLOAT32[0] < worst < FLOAT32[1]:
        double = [p.got for p in pairs if floating_dtype(p.inputs) == "float64"]
        short = bool(double) and all((got == got.astype(np.float32)).all() for got in double)
        if seen.float32:
            causes.append(f"{seen.float32} makes float32, which has 7, whatever the inputs are")
        elif short:
            causes.append("it was float32, which has 7, on the way")
    if seen.small and not short:
        causes.append(f"{seen.small} may be too large to leave no trace")
    return ", or ".join(causes) or (
        "something small is added, left out or clamped, or rounded to a shorter type on the way"
    )


def rounded(pairs: Sequence[Pair], what: str, seen: Suspects) -> Misconception | None:
    """Right to the digits that float32 has, in float64."""
    double = [pair for pair in pairs if floating_dtype(pair.inputs) == "float64"]
    apart = [not close(p.got, p.right, EXACT.rtol, EXACT.atol) for p in double]
    return digits(double, what, seen) if sum(apart) >= ENOUGH else None
