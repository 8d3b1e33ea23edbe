"""Whether a wrong version of a function gives the same answers as a submission."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from grader.judging.diagnosis.answers import alike, is_finite, is_right
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import value_of

FURTHER = 6
"""How many further inputs are put to a submission, to confirm what explains it."""


def reproduces(evidence: Evidence, of: str, write: Callable[..., Any]) -> bool:
    """Whether a version of `of` answers like the submission everywhere, and somewhere wrong."""
    if write in evidence.ruled_out:
        return False
    told_apart = False
    for probe, index, case in evidence.inputs:
        theirs = evidence.mistaken(of, write, probe, index, case)
        if not alike(probe, case, theirs):
            return False
        if not told_apart:  # of random answers that are alike, the checks say the same
            told_apart = not is_right(probe, case if probe.random else replace(case, got=theirs))
    return told_apart


def telling(evidence: Evidence, write: Callable[..., Any]) -> int:
    """On how many inputs a version of what failed is wrong as the submission is.

    Returns:
        0 where it answers unlike the submission to anything that was asked of exactly that.
    """
    count = 0
    for probe, index, case in evidence.inputs:
        if probe.of != evidence.failed:
            continue
        theirs = evidence.answer_key.rewritten(evidence.failed, write, probe, index)
        if not alike(probe, case, theirs):
            return 0
        # What checks say of a random answer is too little to know a version by.
        if not probe.random and is_finite(value_of(theirs)):
            count += not is_right(probe, replace(case, got=theirs))
    return count


def confirmed(evidence: Evidence, of: str, write: Callable[..., Any]) -> bool:
    """Whether a version of `of` answers a few further inputs like the submission too.

    A function that failed was asked no more: what its first inputs cannot tell apart, others may.
    """
    for probe, index, inputs in evidence.further()[:FURTHER]:
        theirs = evidence.answer_key.rewritten(of, write, probe, index)
        case = evidence.ask(probe, inputs, index)
        if case is not None and not alike(probe, case, theirs):
            return False
    return True
