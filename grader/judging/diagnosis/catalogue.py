"""Explains a wrong answer by a known mistake that gives the same answers."""

from grader.judging.diagnosis.answers import is_right
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.reproduction import confirmed, reproduces
from grader.judging.prints import Version
from grader.verdict import Misconception

SURE = 4
"""Wrong answers that a mistake must share before no further input is asked: two that a fit gives
to two players are those of more than one mistake."""


def catalogued(evidence: Evidence) -> Misconception | None:
    """The known mistake that reproduces the submission wherever it was asked."""
    if all(is_right(probe, case) for probe, _, case in evidence.inputs):
        return None  # its numbers are right, and those of no mistake are
    for wrong in evidence.answer_key.known_mistakes:
        if wrong.of.partition(".")[0] != evidence.root:
            continue
        versions = (wrong.write, *wrong.others)
        if any(_explains(evidence, wrong.of, write) for write in versions):
            return Misconception(wrong.id, wrong.sentence, wrong.hint)
    return None


def _explains(evidence: Evidence, of: str, write: Version) -> bool:
    if not reproduces(evidence, of, write):
        return False
    shared = sum(not is_right(probe, case) for probe, _, case in evidence.inputs)
    return shared >= SURE or confirmed(evidence, of, write)
