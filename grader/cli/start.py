"""`practice start`."""

import click

from grader.catalogue import Exercise
from grader.cli.address import exercise_argument
from grader.cli.output import examples, print_sentence, shown, workspace
from grader.cli.stubs import begin
from grader.source import SCAFFOLDS, Scaffold


@click.command(
    epilog=examples("practice start vae/kl", "practice start vae/kl --scaffold interview")
)
@exercise_argument
@click.option(
    "--scaffold",
    type=click.Choice(SCAFFOLDS),
    default="guided",
    show_default=True,
    help="guided: code with blanks to fill in; interview: only the signatures.",
)
def command(exercise: Exercise, scaffold: Scaffold) -> None:
    """Write a fresh stub of an exercise.

    The version that it replaces is kept.

    `practice reset ADDRESS --undo` brings it back.
    """
    here = workspace()
    file = shown(here.file(exercise))
    existed = here.content(exercise) is not None
    if not begin(here, exercise, scaffold):
        print_sentence(f"{file} is already the {scaffold} stub.")
        return
    print_sentence(f"{file} is now the {scaffold} stub.")
    if existed:
        print_sentence(f"`practice reset {exercise.address} --undo` brings back your version.")
    print_sentence(f"`practice show {exercise.address}` shows the task.")
