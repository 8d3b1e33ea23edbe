"""Explains a wrong answer: what was done, in one sentence that is true of it, or nothing."""

import warnings

import numpy as np

from grader.judging.diagnosis.catalogue import catalogued
from grader.judging.diagnosis.chance import chance
from grader.judging.diagnosis.defaults import default
from grader.judging.diagnosis.evidence import Diagnoser, Evidence
from grader.judging.diagnosis.families import families
from grader.judging.diagnosis.form import form
from grader.judging.diagnosis.gradient_cut import gradient_cut
from grader.judging.diagnosis.inexact_call import inexact_call
from grader.judging.diagnosis.influence import influence
from grader.judging.diagnosis.input_changed import input_changed
from grader.judging.diagnosis.locate import cancelled, not_finite, wrong_place
from grader.judging.diagnosis.lost_digits import lost_digits
from grader.judging.diagnosis.memory import memory
from grader.judging.diagnosis.near_misses import near_miss
from grader.judging.diagnosis.patterns import pattern
from grader.judging.diagnosis.patterns.conditions import condition
from grader.judging.diagnosis.raised import raised
from grader.judging.diagnosis.repair import more_steps, repair
from grader.judging.diagnosis.rows import rows
from grader.judging.diagnosis.short_of import short_of
from grader.judging.diagnosis.two_mistakes import two_mistakes
from grader.uncollected import uncollected
from grader.verdict import Misconception

__all__ = ["Evidence", "diagnose"]


def _or_its_place(diagnoser: Diagnoser) -> Diagnoser:
    """What a diagnoser says only where no single place of the code is to blame."""

    def found(evidence: Evidence) -> Misconception | None:
        said = diagnoser(evidence)
        return said and (repair(evidence) or said)

    return found


def _arguments(evidence: Evidence) -> Misconception | None:
    """`arguments`, which is imported here alone: it needs torch, and some exercises do not."""
    with uncollected():
        from grader.judging.diagnosis.arguments import arguments

    return arguments(evidence)


DIAGNOSERS: tuple[Diagnoser, ...] = (
    catalogued,  # a known mistake answers alike
    input_changed,  # whatever else differs then
    memory,  # only other calls make it wrong
    raised,  # an exception, translated
    form,  # another type, dtype or shape
    gradient_cut,  # at a line that is seen
    chance,  # the same input is answered otherwise each time
    families,  # one does with a constant of its own
    default,  # the right function with another default does
    _arguments,  # the right function of other arguments does
    _or_its_place(two_mistakes),  # two known mistakes together do
    influence,  # something changes nothing
    _or_its_place(rows),  # the rows of a batch mix
    not_finite,  # a place makes infinity or nan out of finite numbers
    pattern,  # all answers differ from the right ones in one way
    more_steps,  # a fit is right if it takes more of them
    repair,  # one change of the code mends it
    near_miss,  # a known mistake does, with an exception that has a name
    cancelled,  # large numbers cancel in a place
    wrong_place,  # right numbers go into one place, and wrong ones come out
    inexact_call,  # a decomposition loses small numbers beside large ones
    lost_digits,  # in float64 the answers are right
    short_of,  # a fit stops early, or is held back
    condition,  # the answer is wrong on some inputs, which have something in common
)
"""In this order: the first that explains all the evidence is heard."""


ENOUGH_SAID: dict[str, tuple[Diagnoser, ...]] = {
    "device": (),
    "changed": (catalogued, input_changed),
}
"""Findings that say themselves what is wrong, where the numbers say nothing more."""


def diagnose(evidence: Evidence) -> Misconception | None:
    """The mistake that explains every answer, or None: then nothing is claimed."""
    kind = evidence.finding.kind if evidence.finding else ""
    found = (diagnoser(evidence) for diagnoser in ENOUGH_SAID.get(kind, DIAGNOSERS))
    # Answers may hold any number, and code of any kind is run and parsed.
    with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
        return next(filter(None, found), None)
