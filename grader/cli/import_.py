"""`practice import`."""

from pathlib import Path

import click

from grader.cli.output import Misuse, examples, print_sentence, shown, warn, workspace
from grader.learner.database import Database, Unstored
from grader.learner.transfer import NotTransferred, import_history

_SHOWN = {
    "attempts": ("grade", "grades"),
    "sittings": ("sitting", "sittings"),
    "hints": ("hint", "hints"),
    "answers": ("quiz answer", "quiz answers"),
}


@click.command("import", epilog=examples("practice import history.db"))
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Add a history that `practice export` wrote to yours.

    Nothing of yours changes, and what you have already is not added again.
    """
    here = workspace()
    database = Database(here.database)
    try:
        new = import_history(database, file)
    except (NotTransferred, Unstored) as error:
        raise Misuse(str(error)) from None
    if database.notice:
        warn(database.notice)
    if not any(new.values()):
        print_sentence(f"{shown(file)} has nothing that is not in your history already.")
        return
    counts = [f"{new[table]} {words[new[table] != 1]}" for table, words in _SHOWN.items()]
    print_sentence(f"Added from {shown(file)}: {', '.join(counts)}.")
