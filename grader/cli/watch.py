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

    A save grades only the file that changed, and gives up what is being graded. What has passed is
    not graded again unless it changes or you ask. The key ? lists the keys; q, ctrl-C or ctrl-D
    quits. Where files change without notice, as on some network drives, they are looked at twice a
    second all the same.
    """
    from grader.watch.run import watch

    here = workspace()
    return watch(
        here,
        exercises or catalogue.exercises(),
        shown=shown,
        fault=lambda error: fault(error, here),
    )
