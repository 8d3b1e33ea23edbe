"""Finds the misconception that explains an answer: a wrong version that answers alike."""

from collections.abc import Sequence

from grader.compare import compare
from grader.examination import Examination, with_misconception, wrong_answer
from grader.probe import Case, Probe
from grader.probe import Misconception as Wrong
from grader.verdict import Misconception

Evidence = Sequence[tuple[Probe, Sequence[Case]]]


def diagnose(examination: Examination, evidence: Evidence, failed: str) -> Misconception | None:
    """The catalogued mistake that reproduces the submission wherever it was asked.

    Args:
        examination: holds the catalogue and the reference.
        evidence: each probe's cases, with the submission's answers.
        failed: the function, class or method that failed first.

    Returns:
        The mistake, or None if none explains every answer: then nothing is claimed.
    """
    root = failed.partition(".")[0]
    relevant = [(p, cases) for p, cases in evidence if p.of.partition(".")[0] == root]
    for wrong in examination.exam.misconceptions:
        if wrong.of.partition(".")[0] == root and _reproduces(examination, wrong, relevant):
            return Misconception(wrong.id, wrong.says, wrong.hint)
    return None


def _reproduces(examination: Examination, wrong: Wrong, evidence: Evidence) -> bool:
    impl = with_misconception(examination.reference, wrong)
    told_apart = False
    for probe, cases in evidence:
        if probe.pretend:
            continue
        seed = examination.seed(probe)
        for index, case in enumerate(cases):
            theirs = wrong_answer(probe, impl, case.inputs, seed + index)
            if compare(case.got, theirs, case) is not None:
                return False
            told_apart = told_apart or compare(theirs, case.expected, case) is not None
    return told_apart
