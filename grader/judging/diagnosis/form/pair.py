"""Pairs that are returned in the wrong order, where their parts are of different types."""

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns.parts import cases, names_of, value_of
from grader.probe.compare import compare


def exchanged(evidence: Evidence) -> str | None:
    """The answer is right throughout when its two parts are exchanged."""
    for case in cases(evidence):
        got, right = value_of(case.got), value_of(case.expected)
        if not (isinstance(got, tuple | list) and isinstance(right, tuple | list)):
            return None
        if len(right) != 2 or compare(tuple(reversed(got)), right, case) is not None:
            return None
    one, other = names_of(evidence, 2)
    return f"You return {one} and {other} in the wrong order."
