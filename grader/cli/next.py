"""`practice next`."""

import click
from rich.text import Text

from grader.catalogue import path
from grader.cli.output import (
    due_today,
    examples,
    print_parts,
    print_sentence,
    shown,
    where_they_stand,
    workspace,
)
from grader.learner.status import State
from grader.render.markdown import Prose
from grader.render.pages import expectation


@click.command(epilog=examples("practice next"))
def command() -> None:
    """Show the next unfinished exercise, on the path from the first to the hardest."""
    here = workspace()
    unfinished = [one for one in where_they_stand(here, *path()) if one.state is not State.PASSED]
    due = due_today(here)
    if not unfinished:
        for sentence in ["Every exercise has passed.", *due]:
            print_sentence(sentence)
        return
    exercise, state = unfinished[0].exercise, unfinished[0].state
    address = exercise.address
    print_parts(
        Text.assemble((address, "bold"), f"  {exercise.title}"),
        Text(f"{shown(here.file(exercise))}  {state}"),
        Text(expectation(exercise), "dim"),
        "",
        Prose(
            f"`practice show {address}` shows the task, `practice open {address}` opens the file."
        ),
        *map(Prose, due),
    )
