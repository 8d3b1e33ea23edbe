"""Explains a wrong answer: by a catalogued mistake that answers alike, else by a pattern."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.judging.answer_key import AnswerKey
from grader.judging.judgement import verdict_on
from grader.judging.patterns import Pattern, recognise
from grader.judging.precision import Suspects, suspects
from grader.probe.case import Case
from grader.probe.compare import compare, leaves
from grader.probe.probe import Probe
from grader.probe.values import Array, Raised
from grader.verdict import Misconception

_LINE = re.compile(r" at line \d+")

Evidence = Sequence[tuple[Probe, Sequence[Case]]]


def diagnose(
    answer_key: AnswerKey, evidence: Evidence, failed: str, text: str = ""
) -> Misconception | None:
    """The catalogued mistake that reproduces the submission wherever it was asked.

    Args:
        answer_key: holds the catalogue and the reference.
        evidence: each probe's cases, with the submission's answers.
        failed: the function, class or method that failed first.
        text: the submission.

    Returns:
        The mistake or the pattern, or None if none explains every answer: then nothing is claimed.
    """
    root = failed.partition(".")[0]
    relevant = [
        (probe, cases)
        for probe, cases in evidence
        if probe.of.partition(".")[0] == root and not probe.fake_device
    ]
    # Where the answer is wrong, most mistakes differ from it at once.
    relevant.sort(key=lambda found: found[0].of != failed)
    for wrong in answer_key.exam.known_mistakes:
        if wrong.of.partition(".")[0] != root:
            continue
        if any(
            _reproduces(answer_key, wrong.of, write, relevant)
            for write in (wrong.write, *wrong.others)
        ):
            return Misconception(wrong.id, wrong.sentence, wrong.hint)
    of_failed = [(p, cases) for p, cases in relevant if p.of == failed and p.referenced]
    pattern = _pattern(of_failed, suspects(text, failed))
    return Misconception(pattern.id, pattern.message) if pattern else None


def _pattern(evidence: Evidence, seen: Suspects) -> Pattern | None:
    """What all answers of the function that failed have in common: in value, else in gradient."""
    cases = [case for _, some in evidence for case in some]
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


def _reproduces(
    answer_key: AnswerKey, of: str, write: Callable[..., Any], evidence: Evidence
) -> bool:
    told_apart = False
    for probe, cases in evidence:
        for index, case in enumerate(cases):
            theirs = answer_key.mistaken(of, write, probe, index)
            if not _alike(probe, case, theirs):
                return False
            told_apart = told_apart or not _right(probe, replace(case, got=theirs))
    return told_apart


def _alike(probe: Probe, case: Case, theirs: Any) -> bool:
    """Whether a mistake answers like the submission; where chance plays in, is judged like it."""
    if probe.random and not isinstance(theirs, Raised):
        pairs = zip(
            _findings(probe, case), _findings(probe, replace(case, got=theirs)), strict=True
        )
        return all(mine == its for mine, its in pairs)
    got = case.got
    if _overflown(theirs) and _overflown(got):  # theirs is small
        got, theirs = got["value"], theirs["value"]
    return compare(got, theirs, case) is None


def _overflown(answer: Any) -> bool:
    """Whether the value is not finite: its gradient is then whatever the order of steps left."""
    if not isinstance(answer, Mapping) or "gradient" not in answer:
        return False
    values = [leaf.data for leaf in leaves(answer.get("value")) if isinstance(leaf, Array)]
    return any(not np.isfinite(value).all() for value in values)


def _right(probe: Probe, case: Case) -> bool:
    if probe.random:
        return not any(_findings(probe, case))
    return compare(case.got, case.expected, case) is None


def _findings(probe: Probe, case: Case) -> Iterator[tuple[str, str] | None]:
    """What each check finds, in words alone; looked for when it is asked for."""
    for check in probe.checks:
        finding = verdict_on(probe, check, case)
        # A known mistake stands in no file of the learner's: it has no lines there.
        yield (finding.kind, _LINE.sub("", finding.message)) if finding else None
