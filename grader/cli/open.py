"""`practice open`."""

import click

from grader.catalogue import Exercise
from grader.cli.address import exercise_argument
from grader.cli.output import Misuse, examples, shown, workspace


@click.command(epilog=examples("practice open vae/kl", "EDITOR='code --wait' practice open vae/kl"))
@exercise_argument
def command(exercise: Exercise) -> None:
    """Open your file of an exercise in your editor.

    The editor is $VISUAL or $EDITOR; if neither is set, the first common one that is installed.
    """
    file = workspace().file(exercise)
    if not file.exists():
        raise Misuse(
            f"{shown(file)} does not exist; `practice start {exercise.address}` creates it."
        )
    try:
        click.edit(filename=str(file))
    except click.ClickException as error:
        raise click.ClickException(
            f"{error.message}. Set EDITOR to your editor, for example `export EDITOR=nano`, "
            f"or open {shown(file)} yourself."
        ) from None
