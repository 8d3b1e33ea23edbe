"""`practice solution`."""

import sys

import click

from grader.catalogue import Exercise
from grader.cli import interviewed
from grader.cli.address import exercise_argument
from grader.cli.output import (
    examples,
    print_parts,
    progress_optional,
    shown,
    warn,
    where_they_stand,
    workspace_or_none,
)
from grader.learner.progress import Progress
from grader.learner.status import State
from grader.render.pages import solution_page
from grader.source import read_parts


@click.command(epilog=examples("practice solution vae/kl", "practice solution vae/kl --yes"))
@exercise_argument
@click.option("--yes", is_flag=True, help="Do not ask first, even if your answer has not passed.")
@click.option("--all", "whole", is_flag=True, help="Also show the lines that are the same.")
def command(exercise: Exercise, yes: bool, whole: bool) -> int:
    """Compare your answer with a good one, and read how to explain it."""
    here = workspace_or_none()
    interviewed.refuse(here, [exercise], "solutions are not shown")
    known = where_they_stand(here, exercise)[0] if here else None
    if not yes and not (known and known.state is State.PASSED) and not _agreed(exercise):
        return 1
    if here is not None:
        progress = Progress(here.database)
        with progress_optional(progress):
            progress.reveal(exercise.address)
    mine, file = "", ""
    if here is not None and known and known.state is not State.UNTOUCHED:
        mine = (here.content(exercise) or b"").decode("utf-8", "replace")
        file = shown(here.file(exercise))
    text, parts = exercise.solution.read_text("utf-8"), read_parts(exercise.solution)
    print_parts(*solution_page(text, parts, mine, file, whole=whole))
    return 0


def _agreed(exercise: Exercise) -> bool:
    """Ask whether to reveal a solution, on a terminal only."""
    question = f"{exercise.address} has not passed yet. Show its solution?"
    if sys.stdin.isatty() and sys.stdout.isatty():
        return click.confirm(question)
    warn(f"{exercise.address} has not passed yet; use `--yes` to see its solution anyway.")
    return False
