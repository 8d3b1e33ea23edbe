"""`practice reset`."""

import click

from grader.catalogue import Exercise
from grader.cli.address import exercise_argument
from grader.cli.output import examples, print_sentence, progress_optional, shown, workspace
from grader.cli.stubs import begin, scaffold_of
from grader.learner.progress import Progress


@click.command(epilog=examples("practice reset vae/kl", "practice reset vae/kl --undo"))
@exercise_argument
@click.option("--undo", is_flag=True, help="Swap the file with the last kept version.")
def command(exercise: Exercise, undo: bool) -> int:
    """Restore the stub of an exercise; your version is kept.

    You get the stub that you started from, guided or interview. Earlier versions stay in
    .practice/kept/.
    """
    here = workspace()
    file, again = shown(here.file(exercise)), f"`practice reset {exercise.address} --undo`"
    if undo:
        if not here.put_back(exercise):
            print_sentence(f"There is no kept version of {file} to go back to.")
            return 1
        progress = Progress(here.database)
        with progress_optional(progress):
            progress.undo(exercise.address)
        print_sentence(f"{file} is back to the kept version. {again} swaps the two again.")
        return 0
    scaffold = scaffold_of(here, exercise)
    if begin(here, exercise, scaffold):
        print_sentence(f"{file} is the {scaffold} stub again. {again} brings your version back.")
    else:
        print_sentence(f"{file} is already the {scaffold} stub.")
    return 0
