"""What `start` and `reset` share: writing a stub in place of the learner's file, which is kept."""

from typing import cast

from grader.catalogue import Exercise
from grader.cli import interviewed
from grader.cli.output import progress_optional
from grader.learner.progress import Progress
from grader.learner.workspace import Workspace
from grader.source import Scaffold, read_solution, stub, unfilled


def stub_of(exercise: Exercise, scaffold: Scaffold) -> str:
    """The text that a learner starts from."""
    return stub(read_solution(exercise.solution), scaffold)


def begin(workspace: Workspace, exercise: Exercise, scaffold: Scaffold) -> bool:
    """Write a fresh stub, keeping what it replaces.

    Returns:
        False if the file already has this text.

    Raises:
        ClickException: an open interview asks the exercise, and the stub would help.
    """
    if scaffold == "guided":  # its blanks stand between the lines of a good answer
        interviewed.refuse(workspace, [exercise], "code with blanks to fill in is not written")
    text = stub_of(exercise, scaffold)
    progress = Progress(workspace.database)
    # Stored first: if this is interrupted, an answer that passed is still known by its content.
    with progress_optional(progress):
        progress.start(exercise.address, scaffold, len(unfilled(text)))
    if workspace.content(exercise) == text.encode():
        return False
    workspace.replace(exercise, text)
    return True


def scaffold_of(workspace: Workspace, exercise: Exercise) -> Scaffold:
    """The scaffold that the learner chose last; guided by default."""
    with progress_optional():
        return cast(Scaffold, Progress(workspace.database).scaffold(exercise.address) or "guided")
    return "guided"
