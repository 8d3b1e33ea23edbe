"""Every right answer passes, every wrong one is rejected, and known mistakes are named."""

import importlib
from pathlib import Path

import pytest

from grader.catalogue import Exercise, exercises
from grader.judge import grade
from grader.variant import variant
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


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [pytest.param(e, a, id=f"{e.address}-{a.of}-{name}") for e, name, a in answers()],
)
def test_gets_its_verdict(exercise: Exercise, answer: Answer, tmp_path: Path) -> None:
    """An answer of the corpus gets the verdict and the name that it is marked with."""
    submission = tmp_path / "answer.py"
    solution = exercise.solution.read_text("utf-8")
    submission.write_text(variant(solution, answer.of, answer.write), "utf-8")
    verdict = grade(exercise, submission)
    assert (verdict.status, verdict.message) == (answer.status, verdict.message)
    if answer.named is not None:
        assert verdict.misconception is not None
        assert verdict.misconception.id == answer.named
