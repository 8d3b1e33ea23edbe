"""Explains a wrong answer by a known mistake that gives the same answers."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.judging.answer_key import AnswerKey
from grader.judging.diagnosis.evidence import Asked, Evidence
from grader.judging.judgement import verdict_on
from grader.probe.case import Case
from grader.probe.compare import compare, leaves
from grader.probe.probe import Probe
from grader.probe.values import Array, Raised
from grader.verdict import Misconception

_LINE = re.compile(r" at line \d+")


def catalogued(evidence: Evidence) -> Misconception | None:
    """The known mistake that reproduces the submission wherever it was asked."""
    answer_key = evidence.answer_key
    for wrong in answer_key.exam.known_mistakes:
        if wrong.of.partition(".")[0] != evidence.root:
            continue
        # Where the answer is wrong, most mistakes differ from it at once.
        if any(
            _reproduces(answer_key, wrong.of, write, evidence.relevant)
            for write in (wrong.write, *wrong.others)
        ):
            return Misconception(wrong.id, wrong.sentence, wrong.hint)
    return None


def _reproduces(
    answer_key: AnswerKey, of: str, write: Callable[..., Any], relevant: Sequence[Asked]
) -> bool:
    told_apart = False
    for probe, cases in relevant:
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
