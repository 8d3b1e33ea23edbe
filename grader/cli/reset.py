"""`practice reset`."""

import click

from grader.catalogue import Exercise
from grader.cli.address import exercise_argument
from grader.cli.output import examples, shown, tell, workspace
from grader.cli.stubs import begin, scaffold_of


@click.command(epilog=examples("practice reset vae/kl", "practice reset vae/kl --undo"))
@exercise_argument
@click.option("--undo", is_flag=True, help="Swap the file with the version kept last.")
def command(exercise: Exercise, undo: bool) -> int:
    """Go back to the stub of an exercise; your version is kept.

    It is the stub that you started from, guided or interview. Every earlier version stays in
    .practice/kept/.
    """
    here = workspace()
    file, again = shown(here.file(exercise)), f"`practice reset {exercise.address} --undo`"
    if undo:
        if not here.put_back(exercise):
            tell(f"No other version of {file} is kept.")
            return 1
        tell(f"{file} is back as it was. {again} swaps the two once more.")
        return 0
    scaffold = scaffold_of(here, exercise)
    if begin(here, exercise, scaffold):
        tell(f"{file} is the {scaffold} stub again. {again} brings your version back.")
    else:
        tell(f"{file} is the {scaffold} stub already.")
    return 0
