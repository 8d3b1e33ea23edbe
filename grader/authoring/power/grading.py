"""Grading many submissions in several processes."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from grader.authoring.faults import located
from grader.authoring.files import files_of
from grader.authoring.power.checking import findings
from grader.catalogue import find_one
from grader.confine.scratch import scratch
from grader.confine.search_path import started_safely
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.probe.case import Finding
from grader.verdict import Status, Verdict

BATCH = 24
"""How many submissions one process grades in a row, mostly for one exercise and seed."""

PASSING = (Status.PASS, Status.SKIPPED)


@dataclass(frozen=True)
class Trial:
    """One submission to grade.

    Attributes:
        exercise: the address of the exercise.
        text: the submission.
        seed: the seed of the inputs.
        diagnose: whether to name the mistake.
        checks_alone: whether to run only the checks; see `grader.authoring.power.checking`.
    """

    exercise: str
    text: str
    seed: int = 0
    diagnose: bool = False
    checks_alone: bool = False


@dataclass(frozen=True)
class Outcome:
    """The result of a grade.

    Attributes:
        status: the verdict, or `FAULT`.
        message: the verdict in a sentence.
        named: the id of the misconception that was named, or None.
        explanation: the sentence of the misconception, else the first failed check and its finding.
        checks: the names of all checks, in order.
        failed: those that did not pass.
        examples: how many inputs were tried.
        seconds: wall time.
    """

    status: str
    message: str
    named: str | None = None
    explanation: str = ""
    checks: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    examples: int = 0
    seconds: float = 0.0


FAULT = "fault"
"""The status if the grader itself raised: there is no verdict."""


def outcomes(trials: Sequence[Trial], processes: int | None = None) -> Iterator[Outcome]:
    """Grade trials in the order given.

    Args:
        trials: keep those of one exercise and seed together: inputs are drawn once for each batch.
        processes: how many processes to use; one per core by default.
    """
    batches = [trials[i : i + BATCH] for i in range(0, len(trials), BATCH)]
    workers = min(processes or os.cpu_count() or 1, len(batches))
    if workers <= 1:
        for batch in batches:
            yield from _graded(batch)
        return
    # Spawned, not forked: the judge must not share its random state or its forkserver.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        with started_safely():
            graded = pool.map(_graded, batches)
        for found in graded:
            yield from found


def _graded(trials: Sequence[Trial]) -> list[Outcome]:
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        file = Path(folder, "submission.py")
        return [_outcome(trial, file) for trial in trials]


def _outcome(trial: Trial, file: Path) -> Outcome:
    exercise = find_one(trial.exercise)
    try:
        if trial.checks_alone:
            return _checked(findings(exercise, trial.text, trial.seed))
        file.write_text(trial.text, "utf-8")
        options = Options("cpu", trial.seed, shrink=False, diagnose=trial.diagnose)
        verdict = grade(exercise, file, options)
    except Exception as error:  # whatever it is, the rest must still be measured
        return Outcome(FAULT, located(error, files_of(exercise).checks))
    return Outcome(
        verdict.status,
        verdict.message,
        verdict.misconception.id if verdict.misconception else None,
        _explanation(verdict),
        tuple(check.name for check in verdict.checks),
        tuple(check.name for check in verdict.checks if check.status not in PASSING),
        sum(check.examples for check in verdict.checks),
        verdict.seconds,
    )


def _checked(found: Mapping[str, Finding]) -> Outcome:
    if not found:
        return Outcome(Status.PASS, "")
    return Outcome(Status.FAIL, next(iter(found.values())).message, failed=tuple(found))


def _explanation(verdict: Verdict) -> str:
    if verdict.misconception:
        return verdict.misconception.message
    failure = verdict.first_failure
    return f"{failure.name}: {failure.message}" if failure else ""
