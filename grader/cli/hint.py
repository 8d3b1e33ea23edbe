"""`practice hint`."""

import click

from grader.catalogue import Exercise
from grader.cli import interviewed
from grader.cli.address import exercise_argument
from grader.cli.output import examples, print_parts, progress_optional, warn, workspace_or_none
from grader.learner.progress import Progress
from grader.render.markdown import Prose
from grader.render.pages import hint_page
from grader.source import read_parts


@click.command(epilog=examples("practice hint vae/kl", "practice hint vae/kl --all"))
@exercise_argument
@click.option("--all", "everything", is_flag=True, help="Show all three hints.")
def command(exercise: Exercise, everything: bool) -> None:
    """Show the next of an exercise's three hints.

    Your progress stores which hints you have seen.
    """
    if found := interviewed.held(workspace_or_none(), [exercise]):
        interviewed.hint(found, everything)
        return
    hints = read_parts(exercise.solution).hints
    number = _take(exercise, len(hints), everything)
    if number <= len(hints) and not everything:
        print_parts(*hint_page(exercise, hints, number))
        return
    for each in range(1, len(hints) + 1):
        print_parts(*hint_page(exercise, hints, each), "")
    print_parts(Prose(f"`practice solution {exercise.address}` shows a good answer."))


def _take(exercise: Exercise, total: int, everything: bool) -> int:
    """The number of the next hint, stored where there is a workspace."""
    workspace = workspace_or_none()
    if workspace is None:
        if not everything:
            warn("There is no workspace to remember hints in; use `--all` to see every hint.")
        return 1
    progress = Progress(workspace.database)
    number = 1
    with progress_optional(progress):
        if everything:
            progress.take_hints(exercise.address, total)
        else:
            number = progress.take_hint(exercise.address, total)
    return number
