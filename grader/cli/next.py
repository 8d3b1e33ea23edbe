"""`practice next`."""

import click
from rich.text import Text

from grader.cli.output import (
    examples,
    print_parts,
    print_sentence,
    shown,
    where_they_stand,
    workspace,
)
from grader.learner.status import State
from grader.render.markdown import Prose


@click.command(epilog=examples("practice next"))
def command() -> None:
    """Show the next unfinished exercise."""
    here = workspace()
    unfinished = [one for one in where_they_stand(here) if one.state is not State.PASSED]
    if not unfinished:
        print_sentence("Every exercise has passed.")
        return
    exercise, state = unfinished[0].exercise, unfinished[0].state
    address = exercise.address
    print_parts(
        Text.assemble((address, "bold"), f"  {exercise.title}"),
        Text(f"{shown(here.file(exercise))}  {state}"),
        "",
        Prose(
            f"`practice show {address}` shows the task, `practice open {address}` opens the file."
        ),
    )
