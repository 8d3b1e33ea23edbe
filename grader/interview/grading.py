"""What a grade of an interview says to the candidate, and what it keeps for the debrief."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.catalogue import Exercise
from grader.judging.grade import answer_key
from grader.judging.options import Listener, Options
from grader.judging.submission import graded
from grader.verdict import CheckResult, Status, Verdict

Grade = Callable[[Exercise, Path, Options, Listener], Verdict]
"""Grades a file, as `grader.judging.grade.grade` does."""


@dataclass(frozen=True)
class Outcome:
    """A grade, before it is stored.

    Attributes:
        verdict: the whole verdict.
        content: what was graded.
        noted: what else is kept of it.
        left: how many bugs are left, where they were to be found.
    """

    verdict: Verdict
    content: bytes
    noted: dict[str, object]
    left: int = 0


def outcome(
    exercise: Exercise,
    bugs: Sequence[str],
    file: Path,
    options: Options,
    listener: Listener,
    grade: Grade,
) -> Outcome:
    """Grade the file of a part, for `grader.interview.running.store`.

    Args:
        exercise: its exercise.
        bugs: the bugs that were placed in it; none where it was written from its signature.
        file: the file.
        options: how to grade, with the part's own seed.
        listener: follows the grade.
        grade: grades a file without bugs.
    """
    if not bugs:
        verdict, content = graded(file, lambda: grade(exercise, file, options, listener))
        return Outcome(verdict, content, noted(exercise, verdict, options))
    from grader.buggy import judge, make_of

    given = make_of(exercise, options.seed, tuple(bugs))
    left = 0

    def judged() -> Verdict:
        nonlocal left
        found = judge(given, file, options, listener)
        left = len(found.left)
        return found.verdict

    verdict, content = graded(file, judged)
    return Outcome(verdict, content, noted_bugs(verdict, left, len(bugs)), left)


def for_candidate(verdict: Verdict) -> Verdict:
    """A verdict as an interviewer would give it: pass, or the first law that fails with its input.

    The likely mistake and the later laws are left for the debrief; how the values differ, the
    candidate can see.
    """
    failure = verdict.first_failure
    if failure and failure.counterexample:
        example = replace(failure.counterexample, difference=None)
        failure = replace(failure, counterexample=example)
    return replace(verdict, checks=(failure,) if failure else (), misconception=None)


def noted(exercise: Exercise, verdict: Verdict, options: Options) -> dict[str, object]:
    """What is stored of a grade besides the attempt."""
    failure = verdict.first_failure
    edges = _edges(exercise, options)
    known = {check.name: check for check in verdict.checks}
    basics = (known.keys() - edges) | _basics(exercise, options)
    return {
        "status": str(verdict.status),
        "law": failure.name if failure else "",
        "sentence": failure.expected if failure else "",
        "mistake": verdict.misconception.message if verdict.misconception else "",
        "basics": _share(verdict, known, basics),
        "edges": _share(verdict, known, edges),
    }


def noted_bugs(verdict: Verdict, left: int, bugs: int) -> dict[str, object]:
    """What is stored of a grade of a file with bugs: how many are mended."""
    failure = verdict.first_failure
    return {
        "status": str(verdict.status),
        "law": failure.name if failure else "",
        "sentence": failure.expected if failure else "",
        "basics": (bugs - left, bugs),
    }


def _basics(exercise: Exercise, options: Options) -> set[str]:
    """The laws that each function is asked first: its value, its gradient, its purity."""
    first: dict[str, list[str]] = {}
    for probe in answer_key(exercise, options).probes:
        first.setdefault(probe.of, [f"{probe.of}: {check.name}" for check in probe.checks])
    return {name for names in first.values() for name in names}


def _edges(exercise: Exercise, options: Options) -> set[str]:
    """The laws that are asked later: float32, the device, extremes and the like."""
    probes = answer_key(exercise, options).probes
    names = {f"{probe.of}: {check.name}" for probe in probes for check in probe.checks}
    return names - _basics(exercise, options)


def _share(
    verdict: Verdict, known: dict[str, CheckResult], names: Iterable[str]
) -> tuple[int, int]:
    """How many of some laws hold, and how many there are."""
    wanted = list(names)
    if verdict.status is Status.PASS:
        return len(wanted), len(wanted)  # one that was skipped cannot be checked here
    held = [name for name in wanted if name in known and known[name].status is Status.PASS]
    return len(held), len(wanted)
