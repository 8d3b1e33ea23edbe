"""The judge: grades one file against one exercise and returns a verdict that only it computes."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from grader.catalogue import Exercise, imports
from grader.judging.options import Listener, Options
from grader.judging.submission import (
    Answer,
    Submission,
    Unusable,
    contract,
    read_submission,
    readable,
)
from grader.source import SCAFFOLDS, Scaffold, read_solution, stub, unfilled
from grader.uncollected import uncollected
from grader.verdict import BlankLeft, CheckResult, Status, Verdict
from grader.worker.devices import require
from grader.worker.forkserver import warm_up

if TYPE_CHECKING:
    from grader.judging.answer_key import AnswerKey
    from grader.worker.process import WorkerProcess


def grade(
    exercise: Exercise,
    path: Answer,
    options: Options = Options(),
    listener: Listener = Listener(),
    start: "Callable[[], WorkerProcess] | None" = None,
) -> Verdict:
    """Grade the file at `path`, or a text.

    Args:
        exercise: the exercise that the answer is for.
        path: the submission. Any problem with it, even a missing or unreadable file, gives a
            verdict and not an exception.
        options: how to grade it.
        listener: follows the grade; an exception from it ends the grade.
        start: makes the process that runs the submission, for callers that keep one ready. The
            process must have this device and isolation, and is ended with the grade.

    Raises:
        ConfinementError: the required isolation is not available here.
        NoDevice: the device is not available.
    """
    require(options.device)
    started = time.perf_counter()
    verdict, submission = _looked_at(exercise, path, options)
    if submission:
        warm_up(imports(exercise.topic))
        verdict = _run(verdict, exercise, submission, options, listener, start)
    return replace(verdict, seconds=time.perf_counter() - started)


def known_unrun(exercise: Exercise, path: Answer, options: Options = Options()) -> Verdict | None:
    """The verdict, if nothing need run for it: the file cannot be read, or is a stub.

    Raises:
        NoDevice: the device is not available.
    """
    require(options.device)
    verdict, submission = _looked_at(exercise, path, options)
    return None if submission else verdict


def _looked_at(
    exercise: Exercise, path: Answer, options: Options
) -> tuple[Verdict, Submission | None]:
    """What is known without running anything: a verdict to go on with, and what to run."""
    verdict = Verdict(
        exercise.address, Status.BLANK, "", seed=options.seed, path=readable(str(path))
    )
    try:
        submission = read_submission(path)
    except Unusable as problem:
        return _unusable(verdict, problem, str(path)), None
    verdict = replace(verdict, blanks=_blanks_left(exercise, submission))
    roots = {name.partition(".")[0] for name in contract(exercise.solution.read_text("utf-8"))}
    unfinished = _unfinished(verdict)
    if verdict.blanks and (roots <= unfinished or "" in unfinished):
        return replace(verdict, message=_blank_message(verdict.path, verdict.blanks)), None
    return verdict, submission


def _unfinished(verdict: Verdict) -> set[str]:
    """The functions and classes that have blanks."""
    return {blank.function.partition(".")[0] for blank in verdict.blanks}


def _run(
    verdict: Verdict,
    exercise: Exercise,
    submission: Submission,
    options: Options,
    listener: Listener,
    start: "Callable[[], WorkerProcess] | None",
) -> Verdict:
    """Run the submission, and conclude the verdict."""
    with uncollected():  # the first time, these import torch
        from grader.judging.run import Run
        from grader.worker.process import WorkerProcess

    listener.check_started("import")
    key = answer_key(exercise, options)
    with start() if start else WorkerProcess(options.device, options.isolation) as worker:
        worker.tick = listener.tick
        run = Run(key, worker, _unfinished(verdict), options, listener)
        run.load(submission)
        if not run.results:
            run.run()
        listener.tick()
        printed = worker.printed  # before the diagnosis calls it again
        misconception, picture = None, None
        with suppress(Exception):  # the verdict stands, even if an answer breaks its explanation
            misconception = run.diagnosis()
        with suppress(Exception):
            picture = run.picture()
    graded = replace(
        verdict,
        checks=tuple(run.results),
        misconception=misconception,
        device=worker.device,
        output=printed,
        isolation=worker.isolation,
        picture=picture,
    )
    return _concluded(graded)


def answer_key(exercise: Exercise, options: Options = Options()) -> "AnswerKey":
    """The answer key that `grade` uses with these options; it is made once and keeps its draws."""
    return _answer_key(exercise, options.seed, options.thorough, options.device == "mps")


@lru_cache(maxsize=64)
def _answer_key(exercise: Exercise, seed: int, thorough: bool, single: bool) -> "AnswerKey":
    from grader.judging.answer_key import AnswerKey

    return AnswerKey(exercise, seed, thorough=thorough, single=single)


def _concluded(verdict: Verdict) -> Verdict:
    """The verdict that follows from the checks."""
    failure = verdict.first_failure
    if verdict.blanks:
        message = _blank_message(verdict.path, verdict.blanks)
        return replace(verdict, status=Status.BLANK, message=message)
    if failure is None:
        examples = sum(check.examples for check in verdict.checks)
        message = f"{verdict.exercise} passes: {len(verdict.checks)} checks, {examples} inputs."
        return replace(verdict, status=Status.PASS, message=message)
    return replace(verdict, status=failure.status, message=_sentence(verdict, failure))


def _sentence(verdict: Verdict, failure: CheckResult) -> str:
    match failure.status:
        case Status.LIBRARY:
            return f"{verdict.exercise} is right, but not from scratch. {failure.message}"
        case Status.BLANK:
            return f"{verdict.exercise} is not finished. {failure.message}"
        case Status.TIMEOUT:
            return f"{verdict.exercise} takes too long. {failure.message}"
        case Status.ERROR if failure.name.endswith("from scratch"):
            return f"{verdict.exercise} cannot be graded. {failure.message}"
        case Status.ERROR:
            return f"{verdict.exercise} does not run. {failure.message}"
    return f"{verdict.exercise} is not right yet. {failure.message}"


def _unusable(verdict: Verdict, problem: Unusable, path: str) -> Verdict:
    message = str(problem).replace(path, verdict.path)
    check = CheckResult(
        "import", Status.ERROR, "The file can be read.", message, traceback=problem.excerpt
    )
    return replace(verdict, status=Status.ERROR, message=message, checks=(check,))


def _blanks_left(exercise: Exercise, submission: Submission) -> tuple[BlankLeft, ...]:
    """The blanks of a submission, numbered as in its stub."""
    left = submission.blanks
    if not left:
        return ()
    own = tuple(blank.prompt for blank in left)
    stubs = (_prompts(exercise, scaffold) for scaffold in SCAFFOLDS)
    prompts = next((known for known in stubs if set(own) <= set(known)), own)
    return tuple(
        BlankLeft(
            _shown(b.prompt), b.line, prompts.index(b.prompt) + 1, len(prompts), b.function[:100]
        )
        for b in left
    )


@lru_cache(maxsize=64)
def _prompts(exercise: Exercise, scaffold: Scaffold) -> tuple[str, ...]:
    """The prompts of the blanks in a stub of an exercise, in order."""
    text = stub(read_solution(exercise.solution), scaffold)
    return tuple(blank.prompt for blank in unfilled(text))


def _shown(prompt: str) -> str:
    """A prompt on one line, cut off: a submission may have any string there."""
    return " ".join(prompt.split())[:200]


def _blank_message(path: str, blanks: tuple[BlankLeft, ...]) -> str:
    """Where the first blank is: file and line."""
    first = blanks[0]
    return (
        f"blank {first.number} of {first.total} at {Path(path).name}:{first.line}, "
        f"{first.prompt}, is not filled in yet"
    )
