"""Answers that chance decides, where the right one is the same every time."""

from grader.judging.diagnosis.answers import is_right
from grader.judging.diagnosis.code.source import Source, called, place
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import value_of
from grader.probe.case import Case
from grader.probe.values import Array, leaves
from grader.verdict import Misconception
from grader.worker.codec import encode

ENOUGH = 2
"""Wrong answers that must be other ones when the input is put again."""

_DRAWS = {
    "rand", "randn", "rand_like", "randn_like", "randint", "randperm", "normal", "normal_",
    "uniform_", "bernoulli", "bernoulli_", "multinomial", "poisson", "sample", "rsample", "choice",
    "shuffle", "permutation", "random", "standard_normal", "uniform", "dropout", "exponential_",
}  # fmt: skip


def chance(evidence: Evidence) -> Misconception | None:
    """The same input is answered otherwise under other randomness."""
    for probe, cases in evidence.referenced:
        if probe.random:
            continue
        # The first inputs are simple: there a random answer may be the same each time.
        wrong = [(i, case) for i, case in enumerate(cases) if not is_right(probe, case)][-ENOUGH:]
        for index, case in wrong:
            again = evidence.ask(probe, case.inputs, index + 1)
            if again is None or not _has_numbers(case) or not _has_numbers(again):
                return None
            if encode(value_of(again.expected)) != encode(value_of(case.expected)):
                return None  # the right answer does that too
            if encode(value_of(again.got)) == encode(value_of(case.got)):
                return None
        if len(wrong) >= ENOUGH:
            return Misconception("random", _said(evidence))
    return None


def _said(evidence: Evidence) -> str:
    source = Source(evidence.text, evidence.failed)
    drawn = next((node for node in source.nodes() if called(node) in _DRAWS), None)
    where = f": {place(drawn)} draws numbers" if drawn else ""
    return (
        f"The same input gives another answer each time{where}. Nothing random belongs in this "
        "function."
    )


def _has_numbers(case: Case) -> bool:
    found = leaves(value_of(case.got))
    return bool(found) and all(isinstance(leaf, Array | float | int) for leaf in found)
