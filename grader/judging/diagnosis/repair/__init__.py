"""Finds the place of a mistake: the one small change of the code that makes every answer right.

Nothing that is said is a guess: the changed code was run, and it answered like the reference.
"""

import ast
from collections.abc import Iterator, Sequence

from grader.judging.diagnosis.answers import is_right
from grader.judging.diagnosis.code.source import Source
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.repair import fits
from grader.judging.diagnosis.repair.definitions import Definition, Edit, definitions
from grader.judging.diagnosis.repair.edits import KINDS, Kind, edits
from grader.judging.rewriting import Rewriting
from grader.probe.case import Case
from grader.probe.probe import Probe
from grader.verdict import Misconception

TRIES = 500
"""How many changes are tried: each costs about as much as one input."""

FITS = "fit_"
"""How the contract's names of functions begin whose answer minimizes something."""

FIT_SECONDS = 3.0
"""How much processor time longer fits may take, of which few are tried."""

FIT_CALL_SECONDS = 2.0
"""How long one of them may take for one input."""

CONFIRMED_BY = 6
"""How many inputs that were not asked before must be answered rightly too."""


def repair(evidence: Evidence) -> Misconception | None:
    """One change of one place makes every answer right."""
    return _mended(evidence, KINDS)


def more_steps(evidence: Evidence) -> Misconception | None:
    """A fit is right with more steps, with longer ones, or if it stops later."""
    if evidence.rewriting is None or not evidence.failed.startswith(FITS):
        return None
    evidence.rewriting.renew(FIT_SECONDS, FIT_CALL_SECONDS)
    return _mended(evidence, [fits.longer])


def _mended(evidence: Evidence, kinds: Sequence[Kind]) -> Misconception | None:
    rewriting = evidence.rewriting
    wrong = [one for one in evidence.inputs if not is_right(one[0], one[2])]
    if rewriting is None or not wrong:
        return None
    found = list(definitions(Source(evidence.text, evidence.failed)))
    try:
        for edit in _tried(found, _numbers(evidence), kinds):
            if rewriting.over:
                return None
            if rewriting.define(edit.text) and _is_mended(rewriting, evidence, wrong[0]):
                return Misconception("one-place", edit.says)
    finally:
        rewriting.define(evidence.text)
    return None


def _tried(
    found: list[Definition], numbers: tuple[float, ...], kinds: Sequence[Kind]
) -> Iterator[Edit]:
    """The changes, each once, the likeliest first."""
    texts: dict[str, Edit] = {}
    for edit in (edit for definition in found for edit in edits(definition, numbers, kinds)):
        texts.setdefault(edit.text, edit)
    yield from sorted(texts.values(), key=lambda edit: edit.rank)[:TRIES]


def _is_mended(rewriting: Rewriting, evidence: Evidence, first: tuple[Probe, int, Case]) -> bool:
    """Whether the changed code answers everything rightly: what was asked, and some more."""
    if not _all_right(rewriting, first[0], [first[2]], first[1]):
        return False
    if not all(_all_right(rewriting, probe, cases) for probe, cases in evidence.relevant):
        return False
    further = [
        (probe, index, Case(inputs, None, evidence.answer_key.cases(probe)[1][index]))
        for probe, index, inputs in evidence.further()[:CONFIRMED_BY]
    ]
    return all(_all_right(rewriting, probe, [case], index) for probe, index, case in further)


def _all_right(rewriting: Rewriting, probe: Probe, cases: Sequence[Case], index: int = 0) -> bool:
    found = rewriting.answers(probe, cases, index)
    return len(found) == len(cases) and all(is_right(probe, case) for case in found)


def _numbers(evidence: Evidence) -> tuple[float, ...]:
    """The constants of the right answer, which a wrong one may have missed."""
    tree = ast.parse(evidence.answer_key.exercise.solution.read_text("utf-8"))
    found: dict[float, None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            found[node.value] = None
    return tuple(found)
