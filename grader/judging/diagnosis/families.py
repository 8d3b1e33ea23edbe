"""Explains a wrong answer by a known mistake with a constant that is fitted, not listed."""

import numpy as np

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import first_call
from grader.judging.diagnosis.fitting import fitted
from grader.judging.diagnosis.reproduction import confirmed, telling
from grader.probe.probe import Family
from grader.verdict import Misconception

ENOUGH = 3
"""Inputs that must tell the mistake from the right answer: the first gives the constant."""


def families(evidence: Evidence) -> Misconception | None:
    """A known mistake that reproduces the submission with some constant of its range."""
    call = first_call(evidence)
    if call is None or call.slow:
        return None
    for wrong in evidence.answer_key.known_mistakes:
        if wrong.of != evidence.failed or wrong.family is None:
            continue
        for constant in fitted(call, wrong.family.write, _grid(wrong.family)):
            write = wrong.family.write(constant)
            if telling(evidence, write) >= ENOUGH and confirmed(evidence, evidence.failed, write):
                sentence = f"{wrong.sentence} (It is {constant:g} in your answer.)"
                return Misconception(wrong.id, sentence, wrong.hint)
    return None


def _grid(family: Family) -> list[float]:
    """A little beyond the range, and at least one number in each decade."""
    low, high = family.low / 2.3, family.high * 2.3
    decades = int(np.ceil(np.log10(high / low)))
    return [float(x) for x in np.geomspace(low, high, 2 * decades + 1)]
