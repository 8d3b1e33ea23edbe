"""Explains a wrong answer by a known mistake that gives the same answers."""

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.reproduction import reproduces
from grader.verdict import Misconception


def catalogued(evidence: Evidence) -> Misconception | None:
    """The known mistake that reproduces the submission wherever it was asked."""
    for wrong in evidence.answer_key.known_mistakes:
        if wrong.of.partition(".")[0] != evidence.root:
            continue
        versions = (wrong.write, *wrong.others)
        if any(reproduces(evidence, wrong.of, write) for write in versions):
            return Misconception(wrong.id, wrong.sentence, wrong.hint)
    return None
