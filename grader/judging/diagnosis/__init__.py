"""Explains a wrong answer: what was done, in one sentence that is true of it, or nothing."""

from grader.judging.diagnosis.arguments import arguments
from grader.judging.diagnosis.catalogue import catalogued
from grader.judging.diagnosis.defaults import default
from grader.judging.diagnosis.evidence import Diagnoser, Evidence
from grader.judging.diagnosis.families import families
from grader.judging.diagnosis.form import form
from grader.judging.diagnosis.gradient_cut import gradient_cut
from grader.judging.diagnosis.influence import influence
from grader.judging.diagnosis.input_changed import input_changed
from grader.judging.diagnosis.near_misses import near_miss
from grader.judging.diagnosis.patterns import pattern
from grader.judging.diagnosis.patterns.conditions import condition
from grader.judging.diagnosis.raised import raised
from grader.judging.diagnosis.rows import rows
from grader.judging.diagnosis.two_mistakes import two_mistakes
from grader.verdict import Misconception

__all__ = ["Evidence", "diagnose"]

DIAGNOSERS: tuple[Diagnoser, ...] = (
    catalogued,  # a known mistake answers alike
    input_changed,  # whatever else differs then
    raised,  # an exception, translated
    form,  # another type, dtype or shape
    gradient_cut,  # at a line that is seen
    families,  # one does with a constant of its own
    default,  # the right function with another default does
    arguments,  # the right function of other arguments does
    two_mistakes,  # two known mistakes together do
    influence,  # something changes nothing
    rows,  # the rows of a batch mix
    pattern,  # all answers differ from the right ones in one way
    near_miss,  # a known mistake does, with an exception that has a name
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
    return next(filter(None, found), None)
