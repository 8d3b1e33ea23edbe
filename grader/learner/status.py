"""The learner's status in each exercise, from their files and their history."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from grader.catalogue import Exercise, exercises
from grader.judging.submission import digest
from grader.learner.progress import History, Progress
from grader.learner.workspace import Workspace
from grader.source.unfilled import unfilled


class State(StrEnum):
    """The state of an exercise."""

    PASSED = "passed"  # at least once, even if the file changed since
    TRIED = "tried"  # no blanks left, but has not passed yet
    BLANK = "blank"  # started, but has blanks left
    UNTOUCHED = "untouched"  # has every blank, and was never graded


@dataclass(frozen=True)
class Standing:
    """One exercise with its state and history.

    Attributes:
        exercise: the exercise.
        state: its state.
        history: what is known about it.
        again: whether it has passed and was started again from a fresh stub.
    """

    exercise: Exercise
    state: State
    history: History
    again: bool = False


def standings(
    workspace: Workspace, progress: Progress | None, which: Iterable[Exercise] | None = None
) -> tuple[Standing, ...]:
    """The learner's status in some exercises.

    Args:
        workspace: their files.
        progress: their history; without it, the files alone decide.
        which: the exercises; by default all, in the order of the catalogue.

    Raises:
        Unstored: the progress cannot be read.
    """
    histories = progress.histories() if progress else {}
    return tuple(
        _standing(workspace, exercise, histories.get(exercise.address, History()))
        for exercise in which or exercises()
    )


def _standing(workspace: Workspace, exercise: Exercise, history: History) -> Standing:
    content = workspace.content(exercise)
    # If a version that has passed was brought back, the exercise is no longer started again.
    is_back = content is not None and digest(content) in history.passes
    return Standing(
        exercise, _state(exercise, history, content), history, history.again and not is_back
    )


def _state(exercise: Exercise, history: History, content: bytes | None) -> State:
    if history.passed:
        return State.PASSED
    if content is None:
        return State.UNTOUCHED
    try:
        left = len(unfilled(content.decode("utf-8", "replace")))
    except SyntaxError:
        return State.TRIED
    if not left:
        return State.TRIED
    all_blanks = history.blanks or exercise.solution.read_text("utf-8").count("# blank:")
    return State.UNTOUCHED if left == all_blanks and not history.attempts else State.BLANK
