"""Decompositions that are accurate only beside the largest number of a matrix."""

from collections.abc import Iterator, Mapping

import numpy as np

from grader.judging.diagnosis.answers import is_right
from grader.judging.diagnosis.code.source import Source, called, place
from grader.judging.diagnosis.evidence import Evidence
from grader.probe.case import Case
from grader.probe.values import Array
from grader.verdict import Misconception

_CALLS = {"pinv", "pinvh", "eig", "eigh", "eigvals", "eigvalsh", "svd", "svdvals", "lstsq"}
"""Those of `torch.linalg`, NumPy and SciPy: their errors are rounding times the largest number, so
what belongs to much smaller ones is lost. A Cholesky factor keeps it."""

WIDE = 1e6
"""How many times the smallest number of a diagonal the largest is at least, where that shows."""

ENOUGH = 2
"""How many inputs must be answered wrongly, and how many rightly."""


def inexact_call(evidence: Evidence) -> Misconception | None:
    """The answer is wrong only for matrices of very different numbers, and such a call is there."""
    source = Source(evidence.text, evidence.failed)
    call = next((node for node in source.nodes() if called(node) in _CALLS), None)
    cases = [
        (is_right(probe, case), _spread(case))
        for probe, cases in evidence.referenced
        for case in cases
        if isinstance(case.expected, Mapping)  # a law may ask for other inputs than it was given
    ]
    right = [spread for yes, spread in cases if yes]
    wrong = [spread for yes, spread in cases if not yes]
    if call is None or len(right) < ENOUGH or len(wrong) < ENOUGH or min(wrong) < WIDE:
        return None
    return Misconception(
        "inexact-call",
        f"{place(call)} is accurate only beside the largest number of the matrix: what is "
        f"{min(wrong):.0e} times smaller is lost in it. A Cholesky factor keeps it.",
    )


def _spread(case: Case) -> float:
    """How many times the smallest number of a diagonal the largest is, in any matrix."""
    return max(_spreads(case), default=1.0)


def _spreads(case: Case) -> Iterator[float]:
    for value in case.inputs.values():
        if isinstance(value, Array) and value.data.ndim >= 2 and value.data.dtype.kind == "f":
            diagonals = np.abs(np.diagonal(value.data, axis1=-2, axis2=-1))
            if diagonals.size and value.shape[-1] == value.shape[-2] and diagonals.min() > 0:
                yield float((diagonals.max(axis=-1) / diagonals.min(axis=-1)).max())
