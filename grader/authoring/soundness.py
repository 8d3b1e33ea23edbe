"""Proving that exercises are sound: what must hold before a learner sees them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from grader.authoring.borrowed import borrowing
from grader.authoring.bugs import bug_problems
from grader.authoring.declarations import (
    corpus_problems,
    drawn_too_narrowly,
    import_problems,
    misnamed,
    quiz_problems,
    unlisted,
    unwritten,
    wrong_declarations,
)
from grader.authoring.faults import located
from grader.authoring.files import files_of
from grader.authoring.pictures import picture_problems
from grader.authoring.power.equivalents import equivalents
from grader.authoring.power.grading import FAULT, Outcome, Trial, outcomes
from grader.authoring.power.mutants import Mutant
from grader.authoring.power.plan import Plan, Wrong, catalogue, plan
from grader.buggy.host import load_host
from grader.catalogue import Exercise, shipped
from grader.judging.answer_key import AnswerKey, load_probes
from grader.judging.submission import contract
from grader.source import SCAFFOLDS, Solution, SourceError, read_solution, stub, unfilled
from grader.verdict import Status

Item = TypeVar("Item")

WARM_SECONDS = 1.0
"""How long a warm grade of the reference may take. Most take a tenth of it."""

SAMPLED = 16
"""How many mutants, restyled mistakes and right versions are graded; `dev power` grades all."""


@dataclass(frozen=True)
class Problem:
    """A problem of an exercise.

    Attributes:
        sentence: what is wrong, and what to do.
        warning: whether the exercise is sound anyway.
    """

    sentence: str
    warning: bool = False


@dataclass(frozen=True)
class Expected:
    """A submission, and the result that it must get.

    Attributes:
        trial: the submission.
        label: its name in messages.
        status: the verdict that it must get; None means any verdict except a pass.
        named: the mistake that must be named.
    """

    trial: Trial
    label: str
    status: Status | None = None
    named: str | None = None


def soundness(
    exercises: Sequence[Exercise], *, power: bool = True
) -> Iterator[tuple[Exercise, list[Problem]]]:
    """Find what is wrong with each exercise.

    Everything that needs no grading is checked first. Only an exercise without problems there is
    graded: the reference, both stubs, every known mistake and the code to find bugs in.

    Args:
        exercises: the exercises.
        power: also grade a sample of what `practice dev power` grades, and each bug by itself;
            `practice dev bugs` proves that none hides another.
    """
    read = [list(readable_problems(exercise)) for exercise in exercises]
    graded = [
        [] if found else _to_grade(exercise, power=power)
        for exercise, found in zip(exercises, read, strict=True)
    ]
    trials = [expected.trial for batch in graded for expected in batch]
    found = outcomes(trials) if trials else iter(())
    for exercise, problems, batch in zip(exercises, read, graded, strict=True):
        judged = _judged(exercise, batch, list(islice(found, len(batch))))
        yield exercise, [Problem(sentence) for sentence in problems] + list(judged)


def readable_problems(exercise: Exercise) -> Iterator[str]:
    """The problems of an exercise that show without grading, in words."""
    yield from misnamed(exercise)
    yield from unlisted(exercise)
    yield from unwritten(exercise)
    yield from quiz_problems(exercise)
    try:
        solution = read_solution(exercise.solution)
    except SourceError as error:
        if exercise.solution.is_file():
            yield str(error)
        return
    yield from import_problems(exercise, stub(solution, "guided"))
    yield from _stub_problems(exercise, solution)
    files = files_of(exercise)
    if not (files.checks.is_file() and files.mistakes.is_file()):
        return
    try:
        key = AnswerKey(exercise)
    except (Exception, SystemExit) as error:  # whatever an author's module raises
        yield located(error, files.checks)
        return
    yield from wrong_declarations(exercise, key)
    yield from corpus_problems(exercise, key)
    yield from drawn_too_narrowly(exercise, key)
    yield from picture_problems(exercise)
    yield from bug_problems(exercise)


def _stub_problems(exercise: Exercise, solution: Solution) -> Iterator[str]:
    path = shipped("exercises") / exercise.file
    if not path.is_file() or path.read_text("utf-8") != stub(solution, "guided"):
        yield f"{exercise.address}: the stub is stale; run `practice dev stubs`."
    for scaffold in SCAFFOLDS:
        if not unfilled(stub(solution, scaffold)):
            yield f"{exercise.address}: the {scaffold} stub has no blank; mark one in the solution."


def _to_grade(exercise: Exercise, *, power: bool) -> list[Expected]:
    """Every submission to grade; the reference comes first, twice: the second grade is warm."""
    address, solution = exercise.address, read_solution(exercise.solution)

    def must_pass(label: str, text: str) -> Expected:
        return Expected(Trial(address, text), label, Status.PASS)

    def must_be_rejected(wrong: Wrong) -> Expected:
        return Expected(Trial(address, wrong.text, diagnose=True), wrong.label, named=wrong.named)

    expected = [must_pass("the reference", solution.text)] * 2
    for scaffold in SCAFFOLDS:
        text = stub(solution, scaffold)
        expected.append(Expected(Trial(address, text), f"the {scaffold} stub", Status.BLANK))
    expected += map(must_be_rejected, catalogue(exercise))
    expected += _borrowed(exercise, solution.text)
    host = load_host(exercise)
    expected.append(must_pass("the working code to find bugs in", host.text))
    if power:
        expected += (
            Expected(Trial(address, host.with_bugs([bug])), f"the code with the bug {bug.name}")
            for bug in host.bugs
        )
        planned = plan(exercise)
        expected += map(must_be_rejected, _sample((*planned.restyled, *planned.by_hand)))
        expected += (must_pass(label, text) for label, text in _sample(planned.right))
        mutants = _sample(_detectable(planned))
        expected += (Expected(Trial(address, mutant.text), str(mutant)) for mutant in mutants)
    return expected


def _borrowed(exercise: Exercise, reference: str) -> Iterator[Expected]:
    """A call of each library answer that the exercise names, in the function that it answers."""
    names = contract(reference)
    calls = {
        (next((name for name in names if name.startswith(f"{probe.of}.")), probe.of), answer)
        for probe in load_probes(exercise)
        for answer in probe.library
    }
    for of, answer in sorted(calls):
        trial = Trial(exercise.address, borrowing(reference, of, answer))
        yield Expected(trial, f"a call of {answer} in {of}", Status.LIBRARY)


def _detectable(planned: Plan) -> tuple[Mutant, ...]:
    listed = equivalents(planned.exercise.address)
    return tuple(m for m in planned.mutants if not any(entry.covers(m) for entry in listed))


def _sample(items: Sequence[Item]) -> Sequence[Item]:
    """A sample of the items, evenly spread and always the same."""
    return items[:: max(1, -(-len(items) // SAMPLED))]


def _judged(
    exercise: Exercise, expected: Sequence[Expected], found: Sequence[Outcome]
) -> Iterator[Problem]:
    """The grades with a wrong result."""
    for wanted, outcome in zip(expected, found, strict=True):
        sentence = _disappointment(wanted, outcome)
        if sentence:
            yield Problem(f"{exercise.address}: {sentence}")
    warm = [outcome.seconds for outcome in found[1:2]]
    if warm and warm[0] > WARM_SECONDS:
        yield Problem(
            f"{exercise.address}: a warm grade takes {warm[0]:.1f} s; "
            f"if this machine is idle, draw fewer or smaller inputs.",
            warning=True,
        )


def _disappointment(wanted: Expected, outcome: Outcome) -> str | None:
    """What is wrong with an outcome, as a sentence."""
    if outcome.status == FAULT:
        return f"{wanted.label} cannot be graded. {outcome.message}"
    if wanted.status is not None and outcome.status != wanted.status:
        return (
            f"{wanted.label} should get the verdict {wanted.status}, but gets {outcome.status}. "
            f"{outcome.message}"
        )
    if wanted.status is None and outcome.status == Status.PASS:
        return f"this wrong answer passes; add a check that rejects it: {wanted.label}"
    if wanted.named is not None and outcome.named != wanted.named:
        return f"{wanted.label} is {wanted.named}, but is named {outcome.named or 'nothing'}."
    return None
