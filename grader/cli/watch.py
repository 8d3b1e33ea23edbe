"""`practice watch`."""

import click

from grader import catalogue
from grader.catalogue import Exercise
from grader.cli.address import exercises_argument
from grader.cli.output import examples, fault, shown, workspace

EXAMPLES = examples(
    "practice watch               every exercise, from the first unfinished one",
    "practice watch vae/kl gmm    some of them",
    "practice watch | tee log     in a pipe: plain text, no keys, until ctrl-C",
)


@click.command(epilog=EXAMPLES)
@exercises_argument
def command(exercises: tuple[Exercise, ...]) -> int:
    """Grade on every save, with single keys for everything else.

    Saving a file grades that file, and cancels the grade in progress. An exercise that has passed
    is not graded again unless it changes or you ask. Press ? to see all keys; q, ctrl-C or ctrl-D
    quits. On drives that report no changes, such as some network drives, files are polled twice a
    second.
    """
    from grader.watch.run import watch

    here = workspace()
    return watch(
        here,
        exercises or catalogue.exercises(),
        shown=shown,
        fault=lambda error: fault(error, here),
    )
