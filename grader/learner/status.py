"""The learner's status in each exercise, from their files and their history."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from grader.catalogue import Exercise, exercises, shipped
from grader.learner.progress import History, Progress
from grader.learner.texts import digest
from grader.learner.workspace import Workspace


class State(StrEnum):
    """The state of an exercise."""

    PASSED = "passed"  # at least once, even if the file changed since
    TRIED = "tried"  # no blanks left, but has not passed yet
    BLANK = "blank"  # started, but has blanks left
    UNTOUCHED = "untouched"  # has every blank, and was never graded


class Standing(NamedTuple):
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
    again = history.again and not (content is not None and digest(content) in history.passes)
    return Standing(exercise, _state(exercise, history, content), history, again)


def _state(exercise: Exercise, history: History, content: bytes | None) -> State:
    if history.passed:
        return State.PASSED
    if content is None:
        return State.UNTOUCHED
    # Parsing takes a hundred times as long as comparing bytes, and most files are a stub.
    is_stub = content == (shipped("exercises") / exercise.file).read_bytes()
    left = _blanks(exercise) if is_stub else _blanks_left(content)
    if not left:
        return State.TRIED
    all_blanks = history.blanks or _blanks(exercise)
    return State.UNTOUCHED if left == all_blanks and not history.attempts else State.BLANK


def _blanks_left(content: bytes) -> int:
    """The blanks in a file; 0 also if it is not Python."""
    if b"blank" not in content and content.isascii():  # else letters may be another form of these
        return 0
    from grader.source.gaps import unfilled

    try:
        return len(unfilled(content.decode("utf-8", "replace")))
    except SyntaxError:
        return 0


@cache
def _blanks(exercise: Exercise) -> int:
    """The blanks of the guided stub."""
    return exercise.solution.read_text("utf-8").count("# blank:")
