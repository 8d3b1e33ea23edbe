"""Answers that stop where the right one goes on: something is clamped."""

import math

import numpy as np

from grader.judging.diagnosis.patterns.constants import named
from grader.judging.diagnosis.patterns.parts import ENOUGH, Part
from grader.judging.diagnosis.patterns.relation import Relation
from grader.verdict import Misconception


def bounds(part: Part) -> Misconception | None:
    """A part is the right one within bounds, the same on every input."""
    if not part.wrong or not all(pair.finite for pair in part.pairs):
        return None
    got = np.concatenate([pair.got.ravel() for pair in part.wrong])
    right = np.concatenate([pair.right.ravel() for pair in part.wrong])
    apart = ~np.isclose(got, right, rtol=1e-6, atol=1e-8)
    above, below = right[apart & (right > got)], right[apart & (right < got)]
    high = got.max() if above.size else math.inf
    low = got.min() if below.size else -math.inf
    if low >= high or len(part.wrong) < ENOUGH or np.unique(right[apart]).size < 2:
        return None
    words = " and ".join(
        f"never {way} {_named(bound)}"
        for way, bound in (("above", float(high)), ("below", float(low)))
        if math.isfinite(bound)
    )
    says = f"{{your}} is {words}, where the right one goes on: something is clamped."
    claim = Relation("bounded", says, lambda pair: np.clip(pair.right, low, high))
    if all(pair.is_like(np.clip(pair.right, low, high)) for pair in part.pairs):
        return claim.about(part)
    return None


def finite(part: Part) -> Misconception | None:
    """A part is finite where the right one is infinite, and right everywhere else."""
    found = []
    for pair in part.wrong:
        instead = np.isinf(pair.right) & np.isfinite(pair.got)
        if not (pair.same(pair.got, pair.right) | instead).all() or np.isinf(pair.got).any():
            return None
        found.append(pair.got[instead][0])
    if len(found) < ENOUGH:
        return None
    says = (
        f"Your {part.name} is finite where the right one is infinite ({found[0]:.4g} in one "
        "place): look for what keeps it from that, such as a bound or a small number."
    )
    return Misconception("never-infinite", says)


def _named(bound: float) -> str:
    """A bound as it may stand in code: 7.389 is exp(2), and 18.42 is -log(1e-08)."""
    exponent = math.log(bound) if bound > 0 else 0.0
    if abs(exponent) > 0.9 and math.isclose(exponent, round(exponent), abs_tol=1e-6):
        return f"{bound:.4g} = exp({round(exponent)})"
    odds = math.log(bound / (1 - bound)) if 0 < bound < 1 else 0.0
    if abs(odds) > 0.9 and math.isclose(odds, round(odds), abs_tol=1e-6):
        return f"{bound:.4g} = sigmoid({round(odds)})"
    tenth = abs(bound) / math.log(10)
    if tenth > 0.9 and math.isclose(tenth, round(tenth), abs_tol=1e-6):
        return f"{bound:.4g} = {'-' if bound > 0 else ''}log(1e-{round(tenth):02})"
    return named(bound)
