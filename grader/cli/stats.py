"""`practice stats`."""

import sys

import click

from grader.cli.output import Misuse, examples, print_parts, warn, workspace
from grader.learner.progress import Progress, Unstored
from grader.review.remembered import deck_of
from grader.stats.interviews import interview_scores
from grader.stats.measures import statistics
from grader.stats.pages import BLOCKS, PLAIN, stats_page


@click.command(epilog=examples("practice stats", "practice stats --format json"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="With json, standard output has one object and nothing else.",
)
def command(form: str) -> None:
    """Show what you have done, how well, and what you will remember.

    Days and time at work, passes at the first grade, hints, the commonest mistakes, the quiz by
    topic, and the scores of your interviews.
    """
    here = workspace()
    progress = Progress(here.database)
    try:
        log = progress.log()
        found = statistics(log, deck_of(here, log), interview_scores(here))
    except Unstored as error:
        raise Misuse(str(error)) from None
    finally:
        if progress.notice:
            warn(progress.notice)
    if form == "json":
        import json

        from grader.stats.document import document

        click.echo(json.dumps(document(found), indent=2))
    else:
        print_parts(*stats_page(found, BLOCKS if _shows_blocks() else PLAIN))


def _shows_blocks() -> bool:
    """Whether bars and calendar are for a terminal that has the characters."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    return sys.stdout.isatty() and encoding == "utf8"
