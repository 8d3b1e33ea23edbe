"""`practice room`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.output import (
    Misuse,
    examples,
    fault,
    print_sentence,
    shown,
    workspace,
    workspace_or_none,
)
from grader.confine.search_path import shut_out
from grader.room.address import Door
from grader.room.serve import serve, serve_class

if TYPE_CHECKING:
    from grader.room.class_room import ClassRoom

EXAMPLES = examples(
    "practice room",
    "practice room --port 8421 --no-browser    over ssh, see docs/room.md",
    "practice room --class class-results.jsonl what `practice batch class` found",
)
RESULTS = "-results.jsonl"
"""How the name of a file of results ends, after that of the folder that was graded."""


@click.command(epilog=EXAMPLES)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="Port to listen on. Default: that of the last time, or a free one.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--class",
    "results",
    type=click.Path(path_type=Path),
    metavar="RESULTS",
    help="Show a class: the file of results that `practice batch` wrote. Needs no workspace.",
)
@click.option(
    "--answers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="With --class: the folder that was graded. Default: the one that RESULTS is named after.",
)
def command(port: int | None, no_browser: bool, results: Path | None, answers: Path | None) -> None:
    """Practice in your browser, on the same files and history.

    Only this machine can reach the room, and only with the address that is printed, which works
    once. Ctrl-C closes the room. What you type is saved to your files.
    """
    if answers and not results:
        raise click.UsageError("--answers goes with --class; name the file of results as well.")
    school = _school(results, answers) if results else None
    here = workspace_or_none() if school else workspace()
    if here is not None:
        serve(
            here,
            port,
            browser=not no_browser,
            opened=_say,
            fault=lambda error: fault(error, here),
            school=school,
        )
    elif school:
        serve_class(school, port, browser=not no_browser, opened=_say)
    click.echo("The room is closed.")


def _school(results: Path, answers: Path | None) -> "ClassRoom":
    """The class that a file of results is about."""
    from grader.batch.class_results import ClassResults, looks_like_results
    from grader.room.class_room import ClassRoom

    beside = results.with_name(f"{results.name}{RESULTS}")
    if results.suffix in (".csv", ".html"):
        beside = results.with_suffix(".jsonl")
    then = f"name {shown(beside)}" if beside.is_file() else "name the one that it wrote (.jsonl)"
    try:
        ours = results.suffix not in (".csv", ".html") and looks_like_results(results)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise Misuse(f"{shown(results)} cannot be read ({why}); {then}.") from None
    if not ours:
        raise Misuse(f"{shown(results)} is not a file of results of `practice batch`; {then}.")
    folder = answers or _named_after(results)
    if folder:
        shut_out(trees=[folder])
    return ClassRoom(ClassResults(results.absolute()), folder)


def _named_after(results: Path) -> Path | None:
    """The folder that `practice batch` names its file of results after, if it is there."""
    folder = results.absolute().with_name(results.name.removesuffix(RESULTS))
    return folder if results.name.endswith(RESULTS) and folder.is_dir() else None


def _say(door: Door) -> None:
    click.echo(door.url)  # alone on its line, where it fits into 80 columns
    print_sentence(
        "The practice room is open at this address, which works once. Ctrl-C closes the room; your "
        "files stay. If your browser does not find it:"
    )
    click.echo(door.plain_url)
