"""Every right answer passes, every wrong one is rejected, and known mistakes are named."""

import importlib
from pathlib import Path
from typing import Any

import pytest

from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, exercises
from grader.judging.grade import grade
from grader.verdict import Status, Verdict
from tests.corpus import Answer


def answers() -> list[tuple[Exercise, str, Answer]]:
    """All marked answers, with their exercise and name."""
    found = []
    for exercise in exercises():
        if not (Path(__file__).parent / "corpus" / exercise.file).exists():
            continue
        module = importlib.import_module(f"tests.corpus.{exercise.topic}.{exercise.name}")
        found += [
            (exercise, name, answer)
            for name, answer in vars(module).items()
            if isinstance(answer, Answer)
        ]
    return found


def parameters(chosen: list[tuple[Exercise, str, Answer]]) -> list[Any]:
    """Answers as pytest wants them, named by exercise, function and mistake."""
    return [pytest.param(e, a, id=f"{e.address}-{a.of}-{name}") for e, name, a in chosen]


def graded(exercise: Exercise, answer: Answer, folder: Path, **options: bool) -> Verdict:
    """The verdict on the solution with one function as an answer has it."""
    submission = folder / "answer.py"
    solution = exercise.solution.read_text("utf-8")
    submission.write_text(substitute(solution, answer.of, answer.write), "utf-8")
    return grade(exercise, submission, **options)


@pytest.mark.parametrize(("exercise", "answer"), parameters(answers()))
def test_gets_its_verdict(exercise: Exercise, answer: Answer, tmp_path: Path) -> None:
    """An answer of the corpus gets the verdict and the name that it is marked with."""
    verdict = graded(exercise, answer, tmp_path, shrink=False)
    assert (verdict.status, verdict.message) == (answer.status, verdict.message)
    if answer.named is not None:
        assert verdict.misconception is not None
        assert verdict.misconception.id == answer.named


FIRST_FAILURES = {
    (exercise, answer.of): (exercise, name, answer)
    for exercise, name, answer in reversed(answers())
    if answer.status == Status.FAIL
}


@pytest.mark.parametrize(("exercise", "answer"), parameters([*FIRST_FAILURES.values()]))
def test_the_search_for_a_smaller_input_changes_no_verdict(
    exercise: Exercise, answer: Answer, tmp_path: Path
) -> None:
    """The first wrong answer of each function fails and is named alike with and without it."""
    short = graded(exercise, answer, tmp_path, shrink=False)
    long = graded(exercise, answer, tmp_path)
    assert (long.status, long.misconception) == (short.status, short.misconception)
    assert [check.status for check in long.checks] == [check.status for check in short.checks]
