"""General diagnoses that need no catalogue: what a wrong answer has in common with the right one.

A pattern explains a failure only if it holds on every input that was tried, at least three of which
tell the answer from the right one. The most telling pattern comes first.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns.accuracy import digits, rounded
from grader.judging.diagnosis.patterns.conditions import where
from grader.judging.diagnosis.patterns.pairs import ENOUGH, pair_of
from grader.judging.diagnosis.patterns.relations import RELATIONS
from grader.judging.diagnosis.suspects import UNSEEN, Suspects, suspects
from grader.probe.case import Case
from grader.probe.compare import compare
from grader.verdict import Misconception


def pattern(evidence: Evidence) -> Misconception | None:
    """What all answers of the function that failed have in common: in value, else in gradient."""
    cases = [case for _, some in evidence.referenced for case in some]
    seen = suspects(evidence.text, evidence.failed)
    if not all(_has_value(case.got) and _has_value(case.expected) for case in cases):
        return recognise(cases, seen=seen)
    values = [Case(c.inputs, c.got["value"], c.expected["value"], c.device) for c in cases]
    if found := recognise(values, seen=seen):
        return found
    sloped = [
        c
        for c in cases
        if all(isinstance(side.get("gradient"), Mapping) for side in (c.got, c.expected))
    ]
    if any(compare(case.got, case.expected, case) is not None for case in values):
        return None
    for name in sloped[0].expected["gradient"] if sloped else ():
        gradients = [
            Case(c.inputs, c.got["gradient"].get(name), c.expected["gradient"][name], c.device)
            for c in sloped
            if name in c.expected["gradient"]
        ]
        if found := recognise(gradients, f"gradient for {name}", seen):
            return found
    return None


def _has_value(answer: Any) -> bool:
    return isinstance(answer, Mapping) and "value" in answer


def recognise(
    cases: Sequence[Case], what: str = "result", seen: Suspects = UNSEEN
) -> Misconception | None:
    """The pattern in which all answers differ from the right ones, or None.

    Args:
        cases: inputs with both answers, each a number, an array, or a tree of them.
        what: names the answer in the sentence.
        seen: what in the submission's text may cost digits.
    """
    pairs = [pair for pair in map(pair_of, cases) if pair is not None]
    if len(pairs) < len(cases):
        return None
    if sum(not pair.agrees for pair in pairs) < ENOUGH:
        return rounded(pairs, what, seen) if all(pair.agrees for pair in pairs) else None
    with np.errstate(all="ignore"):  # an answer may hold any number
        for relation in RELATIONS:
            if found := relation(pairs, what):
                return found
        return digits(pairs, what, seen) or where(pairs, what)
