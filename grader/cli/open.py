"""`practice open`."""

import click

from grader.catalogue import Exercise
from grader.cli import interviewed
from grader.cli.address import exercise_argument
from grader.cli.editor import open_file
from grader.cli.output import Misuse, examples, shown, workspace

EXAMPLES = examples(
    "practice open vae/kl",
    "practice open vae/kl --line 34",
    "EDITOR='code --wait' practice open vae/kl",
)


@click.command(epilog=EXAMPLES)
@exercise_argument
@click.option("--line", type=click.IntRange(1), metavar="N", help="Go to this line.")
def command(exercise: Exercise, line: int | None) -> None:
    """Open your file of an exercise in your editor.

    The editor is $VISUAL or $EDITOR; if neither is set, the first common one that is installed.
    """
    here = workspace()
    found = interviewed.held(here, [exercise])
    file = (interviewed.interview_file(found) if found else None) or here.file(exercise)
    if not file.exists():
        raise Misuse(
            f"{shown(file)} does not exist; `practice start {exercise.address}` creates it."
        )
    open_file(file, line)
