"""The judge: grades one file against one exercise and returns a verdict that only it computes."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from grader.catalogue import Exercise, imports
from grader.judging.submission import Submission, Unusable, contract, read_submission, readable
from grader.source import SCAFFOLDS, Scaffold, read_solution, stub, unfilled
from grader.verdict import BlankLeft, CheckResult, Status, Verdict
from grader.worker.devices import require
from grader.worker.forkserver import warm_up

if TYPE_CHECKING:
    from grader.confine import Mode
    from grader.judging.answer_key import AnswerKey
    from grader.worker.process import Worker

OnCheck = Callable[[str], None]
OnResult = Callable[[CheckResult], None]
Pulse = Callable[[], None]
Start = Callable[[], "Worker"]


@dataclass(frozen=True)
class Options:
    """How to grade; see `grade`."""

    device: str
    seed: int
    thorough: bool
    isolation: "Mode"
    shrink: bool
    diagnose: bool
    start: Start | None
    on_check: OnCheck
    on_result: OnResult
    on_failure: OnResult
    pulse: Pulse


def grade(
    exercise: Exercise,
    path: Path,
    *,
    device: str = "auto",
    seed: int = 0,
    thorough: bool = False,
    isolation: "Mode" = "auto",
    shrink: bool = True,
    diagnose: bool = True,
    start: Start | None = None,
    on_check: OnCheck = lambda name: None,
    on_result: OnResult = lambda result: None,
    on_failure: OnResult = lambda result: None,
    pulse: Pulse = lambda: None,
) -> Verdict:
    """Grade the file at `path`.

    Args:
        exercise: what the file is an answer to.
        path: the submission. Whatever is wrong with it, a missing or unreadable file included,
            ends in a verdict and not in an exception.
        device: auto, cpu, cuda or mps: where the submission's tensors live.
        seed: varies the inputs that are drawn; the same seed draws the same inputs.
        thorough: draw ten times as many inputs.
        isolation: how strictly the submission is confined: require, auto or off.
        shrink: look for the smallest input that shows the first failure, which takes half of the
            time of a grade that fails; else it is shown on the smallest of those drawn.
        diagnose: look for the mistake behind the first failure.
        start: where the process comes from that runs the submission, for callers that keep one
            ready; it is started with this `device` and `isolation`, and ended with the grade.
        on_check: called with a check's name before it runs, for showing progress.
        on_result: called with each check's result as soon as it is known.
        on_failure: called with the first failure, before the smallest input is looked for.
        pulse: called many times a second while the submission runs, and between the steps of the
            judge; what it raises ends the grade.

    Raises:
        ConfinementError: the isolation that is required cannot be had here.
        NoDevice: the device is not there.
    """
    require(device)
    started = time.perf_counter()
    blank_verdict = Verdict(exercise.address, Status.BLANK, "", seed=seed, path=readable(str(path)))
    try:
        submission = read_submission(path)
    except Unusable as problem:
        verdict = _unusable(blank_verdict, problem, str(path))
    else:
        blanks = _blanks_left(exercise, submission)
        verdict = replace(blank_verdict, blanks=blanks)
        roots = {name.partition(".")[0] for name in contract(exercise.solution.read_text("utf-8"))}
        unfinished = {blank.function.partition(".")[0] for blank in blanks}
        if blanks and (roots <= unfinished or "" in unfinished):
            verdict = replace(verdict, message=_blank_message(verdict.path, blanks))
        else:
            warm_up(imports(exercise.topic))
            options = Options(
                device,
                seed,
                thorough,
                isolation,
                shrink,
                diagnose,
                start,
                on_check,
                on_result,
                on_failure,
                pulse,
            )
            verdict = _run(verdict, exercise, submission, unfinished, options)
    return replace(verdict, seconds=time.perf_counter() - started)


def _run(
    verdict: Verdict,
    exercise: Exercise,
    submission: Submission,
    unfinished: set[str],
    options: Options,
) -> Verdict:
    """Grade what needs the submission to run."""
    from grader.judging.run import Run
    from grader.worker.process import Worker

    options.on_check("import")
    exam = answer_key(exercise, options.device, options.seed, thorough=options.thorough)
    start = options.start or partial(Worker, options.device, options.isolation)
    with start() as worker:
        worker.pulse = options.pulse
        run = Run(
            exam,
            worker,
            unfinished,
            options.on_check,
            options.on_result,
            options.on_failure,
            shrink=options.shrink,
            diagnose=options.diagnose,
        )
        run.load(submission)
        if not run.results:
            run.run()
        options.pulse()
        misconception = None
        with suppress(Exception):  # the verdict stands, whatever an answer does to its explanation
            misconception = run.diagnosis()
    graded = replace(
        verdict,
        checks=tuple(run.results),
        misconception=misconception,
        device=worker.device,
        output=worker.printed,
        isolation=worker.isolation,
    )
    return _concluded(graded)


def answer_key(
    exercise: Exercise, device: str = "auto", seed: int = 0, *, thorough: bool = False
) -> "AnswerKey":
    """What `grade` asks with these options; it is made once, and what it has drawn stays drawn."""
    return _answer_key(exercise, seed, thorough, device == "mps")


@lru_cache(maxsize=64)
def _answer_key(exercise: Exercise, seed: int, thorough: bool, single: bool) -> "AnswerKey":
    from grader.judging.answer_key import AnswerKey

    return AnswerKey(exercise, seed, thorough=thorough, single=single)


def _concluded(verdict: Verdict) -> Verdict:
    """The verdict that the checks amount to."""
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
            return f"{verdict.exercise} cannot be judged. {failure.message}"
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
    """The blanks of a submission, numbered as in the stub that they come from."""
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
    """A prompt as it is shown: a submission may have any string there."""
    return " ".join(prompt.split())[:200]


def _blank_message(path: str, blanks: tuple[BlankLeft, ...]) -> str:
    """Where the first blank is, as an editor's user would look for it."""
    first = blanks[0]
    return (
        f"blank {first.number} of {first.total} at {Path(path).name}:{first.line}, "
        f"{first.prompt}, is not filled in yet"
    )
