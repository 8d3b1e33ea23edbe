"""`practice watch`."""

import click

from grader import catalogue
from grader.catalogue import Exercise
from grader.cli import interviewed
from grader.cli.address import optional_exercises_argument
from grader.cli.output import examples, fault, shown, workspace

EXAMPLES = examples(
    "practice watch               every exercise, from the first unfinished one",
    "practice watch vae/kl gmm    some of them",
    "practice watch | tee log     in a pipe: plain text, no keys, until ctrl-C",
    "practice watch --format line   problems and places, for an editor",
    "practice watch vae/kl --scaffold buggy   the file that has bugs to find",
)


@click.command(epilog=EXAMPLES)
@optional_exercises_argument
@click.option(
    "--scaffold",
    type=click.Choice(["buggy"]),
    help="buggy: watch the file that `practice start --scaffold buggy` wrote, until its bugs are "
    "mended or ctrl-C.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "line"]),
    default="text",
    show_default=True,
    help="Output format; line is for editors, with lines that begin and end each grade.",
)
def command(exercises: tuple[Exercise, ...], scaffold: str | None, form: str) -> int:
    """Grade on every save, with single keys for everything else.

    Saving a file grades that file, and cancels the grade in progress. An exercise that has passed
    is not graded again unless it changes or you ask. Press ? to see all keys; q, ctrl-C or ctrl-D
    quits. On drives that report no changes, such as some network drives, files are polled twice a
    second. Without an ADDRESS, it watches all exercises.
    """
    here = workspace()
    if scaffold is not None:
        if len(exercises) != 1 or form != "text":
            raise click.UsageError(
                "--scaffold buggy watches exactly one exercise, and only --format text; name one."
            )
        interviewed.refuse(here, exercises, "nothing is graded on every save")
        from grader.cli.find_bugs import watch_bugs

        return watch_bugs(here, exercises[0])
    from grader.watch.run import watch

    chosen = exercises or catalogue.path()
    interviewed.refuse(here, chosen, "nothing is graded on every save")
    return watch(
        here,
        chosen,
        shown=shown,
        fault=lambda error: fault(error, here),
        lines=form == "line",
    )
