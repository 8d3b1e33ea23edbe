"""Every right answer passes, every wrong one is rejected, and known mistakes are named."""

import importlib
from pathlib import Path

import pytest

from grader.authoring.substitute import substitute
from grader.buggy.trials import Trials, trials
from grader.catalogue import Exercise, exercises
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.verdict import Status, Verdict
from tests.corpus import Answer
from tests.sampling import ranked, sampled


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


def of_topic(case: tuple[Exercise, Answer]) -> tuple[str, bool]:
    """Right or wrong, and of which topic."""
    exercise, answer = case
    return exercise.topic, answer.status == Status.PASS


def of_exercise(case: tuple[Exercise, Answer]) -> tuple[str, bool]:
    """Right or wrong, and to which exercise."""
    exercise, answer = case
    return exercise.address, answer.status == Status.PASS


def graded(exercise: Exercise, answer: Answer, folder: Path, *, shrink: bool = True) -> Verdict:
    """The verdict on the solution with one function as an answer has it.

    Only a mistake with a name is looked for: for another, the search goes on to its end.
    """
    submission = folder / "answer.py"
    solution = exercise.solution.read_text("utf-8")
    submission.write_text(substitute(solution, answer.of, answer.write), "utf-8")
    options = Options(shrink=shrink, diagnose=answer.named is not None)
    return grade(exercise, submission, options)


@pytest.mark.parametrize(
    ("exercise", "answer"),
    sampled(ANSWERS, group=of_topic, wide_group=of_exercise, extensive=1),
)
def test_gets_its_verdict(exercise: Exercise, answer: Answer, tmp_path: Path) -> None:
    """An answer of the corpus gets the verdict and the name that it is marked with."""
    verdict = graded(exercise, answer, tmp_path, shrink=False)
    assert (verdict.status, verdict.message) == (answer.status, verdict.message)
    if answer.named is not None:
        assert verdict.misconception is not None
        assert verdict.misconception.id == answer.named


MOST = 3
"""How many wrong answers of an exercise `pytest --all` runs in one process, with all right ones."""

PARTS = [
    pytest.param(MOST, id="some", marks=pytest.mark.extensive),
    pytest.param(None, id="all", marks=pytest.mark.exhaustive),
]


@pytest.mark.parametrize("most", PARTS)
@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.address)
def test_no_answer_is_misjudged(exercise: Exercise, most: int | None, tmp_path: Path) -> None:
    """Every right answer passes the checks of what it replaces, and every wrong one fails one.

    One process runs them all, up to the first check that fails: a fourth of the time of a grade,
    which is asked where that does not tell. Where not all are run, the functions that are the
    solution's own are not asked again for each right answer.
    """
    solution = exercise.solution.read_text("utf-8")
    known = {name: answer for name, (one, answer) in ANSWERS.items() if one == exercise}
    passing = [name for name in ranked(known) if known[name].status == Status.PASS]
    failing = [name for name in ranked(known) if known[name].status != Status.PASS]
    todo = [*passing, *failing[:most]]
    misjudged = []
    while todo:
        with trials(exercise) as run:
            for name in todo:
                answer = known[name]
                text = substitute(solution, answer.of, answer.write)
                alone = most is not None and answer.status == Status.PASS
                passes = meets(run, text, answer.of, alone=alone)
                if passes != (answer.status == Status.PASS):
                    verdict = graded(exercise, answer, tmp_path, shrink=False)
                    misjudged += [] if verdict.status == answer.status else [name]
                todo = todo[1:]
                if passes is None:  # its process may have ended
                    break
    assert misjudged == []


def meets(run: Trials, text: str, of: str, *, alone: bool) -> bool | None:
    """Whether a version passes all checks, or those of one function or class alone.

    The checks of that function come first. Without an answer to one it is None.
    """
    places = run.places()
    for probe in sorted(run.key.probes, key=lambda probe: probe.of != of):
        if alone and probe.of.partition(".")[0] != of.partition(".")[0]:
            continue
        here = [place for place in places if place[0] == probe.name]
        answers = run.answers(text, here)
        if len(answers) < len(here):
            return None
        if run.failed(answers):
            return False
    return True


FIRST_FAILURES = {
    (exercise, answer.of): name
    for name, (exercise, answer) in reversed(ANSWERS.items())
    if answer.status == Status.FAIL
}


@pytest.mark.parametrize(
    ("exercise", "answer"),
    sampled({name: ANSWERS[name] for name in FIRST_FAILURES.values()}, count=3, extensive=6),
)
def test_the_search_for_a_smaller_input_changes_no_verdict(
    exercise: Exercise, answer: Answer, tmp_path: Path
) -> None:
    """The first wrong answer of each function fails and is named alike with and without it."""
    short = graded(exercise, answer, tmp_path, shrink=False)
    long = graded(exercise, answer, tmp_path)
    assert (long.status, long.misconception) == (short.status, short.misconception)
    assert [check.status for check in long.checks] == [check.status for check in short.checks]
