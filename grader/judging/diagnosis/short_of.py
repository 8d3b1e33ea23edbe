"""Fitted numbers that fall short of the right ones: a fit that stops early, or is held back."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.judging.diagnosis.answers import is_right
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns.parts import ENOUGH, Numbers, value_of
from grader.judging.diagnosis.repair import FITS
from grader.judging.diagnosis.reproduction import FURTHER
from grader.probe.case import Case
from grader.probe.values import Array, leaves
from grader.verdict import Misconception


def short_of(evidence: Evidence) -> Misconception | None:
    """Every number of a fit that is wrong lies between 0 and the right one."""
    if not evidence.failed.startswith(FITS):
        return None
    cases = [case for probe, _, case in evidence.inputs if not is_right(probe, case)]
    for probe, index, inputs in evidence.further()[:FURTHER]:
        case = evidence.ask(probe, inputs, index)
        cases += [case] if case is not None and not is_right(probe, case) else []
    pairs = [_numbers(case) for case in cases]
    found = [pair for pair in pairs if pair is not None]
    if len(found) < len(pairs) or sum(got.size for got, _ in found) < ENOUGH:
        return None
    bound = _bound(found)
    if bound is not None:
        return Misconception(
            "stops-at-a-bound",
            f"No number of your result is larger than {bound:.4g} in size, where right ones are: "
            "something bounds them.",
        )
    if not all(_is_short(*pair) for pair in found):
        return None
    return Misconception(
        "short-of",
        "Every number of your result lies between 0 and the right one: a fit that stops before it "
        "has converged does that, and so does a penalty.",
    )


def _numbers(case: Case) -> tuple[Numbers, Numbers] | None:
    """All numbers of both answers, or None where these have another form."""
    sides = [
        [_floats(leaf) for leaf in leaves(value_of(side))] for side in (case.got, case.expected)
    ]
    if [one.shape for one in sides[0]] != [one.shape for one in sides[1]] or not sides[0]:
        return None
    got, right = (np.concatenate([one.ravel() for one in side]) for side in sides)
    return got, right


def _floats(leaf: Any) -> Numbers:
    data = np.asarray(leaf.data if isinstance(leaf, Array) else leaf)
    return data.astype(float) if data.dtype.kind in "fiu" else np.full(data.shape, np.nan)


def _bound(found: Sequence[tuple[Numbers, Numbers]]) -> float | None:
    """The size that the largest number of every wrong result has, if right ones are larger."""
    sizes = [float(np.abs(got).max()) for got, _ in found]
    beyond = all(np.abs(right).max() > size for size, (_, right) in zip(sizes, found, strict=True))
    same = len(found) >= ENOUGH and np.allclose(sizes, sizes[0], rtol=1e-6)
    return sizes[0] if beyond and same else None


def _is_short(got: Numbers, right: Numbers) -> bool:
    return bool((got * right > 0).all() and (np.abs(got) < np.abs(right)).all())
