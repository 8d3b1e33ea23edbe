"""Every right answer passes, every wrong one is rejected, and known mistakes are named."""

import importlib
from pathlib import Path

import pytest

from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, exercises
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.verdict import Status, Verdict
from tests.corpus import Answer
from tests.sampling import sampled


def answers() -> dict[str, tuple[Exercise, Answer]]:
    """All marked answers with their exercise, named by exercise, function and mistake."""
    found = {}
    for exercise in exercises():
        if not (Path(__file__).parent / "corpus" / exercise.file).exists():
            continue
        module = importlib.import_module(f"tests.corpus.{exercise.topic}.{exercise.name}")
        found |= {
            f"{exercise.address}-{answer.of}-{name}": (exercise, answer)
            for name, answer in vars(module).items()
            if isinstance(answer, Answer)
        }
    return found


ANSWERS = answers()


def kind(case: tuple[Exercise, Answer]) -> tuple[str, bool]:
    """Right or wrong, and to which exercise: one of each is in the sample."""
    exercise, answer = case
    return exercise.address, answer.status == Status.PASS


def graded(exercise: Exercise, answer: Answer, folder: Path, *, shrink: bool = True) -> Verdict:
    """The verdict on the solution with one function as an answer has it."""
    submission = folder / "answer.py"
    solution = exercise.solution.read_text("utf-8")
    submission.write_text(substitute(solution, answer.of, answer.write), "utf-8")
    return grade(exercise, submission, Options(shrink=shrink))


@pytest.mark.parametrize(("exercise", "answer"), sampled(ANSWERS, group=kind))
def test_gets_its_verdict(exercise: Exercise, answer: Answer, tmp_path: Path) -> None:
    """An answer of the corpus gets the verdict and the name that it is marked with."""
    verdict = graded(exercise, answer, tmp_path, shrink=False)
    assert (verdict.status, verdict.message) == (answer.status, verdict.message)
    if answer.named is not None:
        assert verdict.misconception is not None
        assert verdict.misconception.id == answer.named


FIRST_FAILURES = {
    (exercise, answer.of): name
    for name, (exercise, answer) in reversed(ANSWERS.items())
    if answer.status == Status.FAIL
}


@pytest.mark.parametrize(
    ("exercise", "answer"),
    sampled({name: ANSWERS[name] for name in FIRST_FAILURES.values()}, count=3),
)
def test_the_search_for_a_smaller_input_changes_no_verdict(
    exercise: Exercise, answer: Answer, tmp_path: Path
) -> None:
    """The first wrong answer of each function fails and is named alike with and without it."""
    short = graded(exercise, answer, tmp_path, shrink=False)
    long = graded(exercise, answer, tmp_path)
    assert (long.status, long.misconception) == (short.status, short.misconception)
    assert [check.status for check in long.checks] == [check.status for check in short.checks]
