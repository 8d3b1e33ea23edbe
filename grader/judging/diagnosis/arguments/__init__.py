"""Explains a wrong answer by the right one for changed arguments."""

from collections.abc import Iterator
from itertools import islice

from grader.judging.diagnosis.arguments.changes import Version, changed, exchanged, held
from grader.judging.diagnosis.arguments.constants import constants
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import FirstCall, first_call
from grader.judging.diagnosis.reproduction import confirmed, telling
from grader.probe.compare import compare
from grader.probe.values import Array, leaves
from grader.verdict import Misconception

ENOUGH = 3
"""Inputs that must tell the answer from the right one: of two numbers, one may agree by chance, and
a constant is fitted to one input."""

FEW = 24
"""How many versions are tried of a function that fits a model."""


def arguments(evidence: Evidence) -> Misconception | None:
    """The right function of changed arguments, if it gives the submission's answers everywhere."""
    call = first_call(evidence)
    if call is None:
        return None
    enough = ENOUGH if _floating(call) else 2 * ENOUGH  # of true and false, half agree by chance
    for version in islice(_versions(call), FEW if call.slow else None):
        if (
            call.explained_by(version.write)
            and telling(evidence, version.write) >= enough
            and confirmed(evidence, evidence.failed, version.write)
        ):
            return Misconception(version.id, version.sentence)
    return None


def _floating(call: FirstCall) -> bool:
    """Whether what differs is a floating number."""
    pairs = zip(leaves(call.case.got), leaves(call.case.expected), strict=False)
    return any(
        compare(got, right, call.case) is not None
        and (
            isinstance(right, float) or (isinstance(right, Array) and right.data.dtype.kind == "f")
        )
        for got, right in pairs
    )


def _versions(call: FirstCall) -> Iterator[Version]:
    """The plainest first."""
    yield from exchanged(call)
    yield from held(call)
    yield from changed(call)
    yield from constants(call)
