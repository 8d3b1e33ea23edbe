"""`practice export`."""

from pathlib import Path

import click

from grader.cli.output import Misuse, examples, print_sentence, shown, workspace
from grader.learner.database import Database, Unstored
from grader.learner.transfer import NotTransferred, export_history


@click.command(epilog=examples("practice export history.db"))
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Write your history into a file, to move it to another computer.

    It has your grades, the texts of your graded files, hints, reviews and quiz answers. Your files
    and notes are not in it. `practice import FILE` adds it to the history there.
    """
    here = workspace()
    try:
        export_history(Database(here.database), file)
    except (NotTransferred, Unstored) as error:
        raise Misuse(str(error)) from None
    print_sentence(f"Your history is in {shown(file)}; `practice import` adds it elsewhere.")
