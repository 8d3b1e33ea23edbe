"""`practice init`."""

import shlex
from pathlib import Path

import click

from grader.catalogue import exercises
from grader.cli.output import Misuse, examples, print_sentence
from grader.cli.stubs import stub_of
from grader.learner.workspace import create


@click.command(epilog=examples("practice init ~/practice", "cd ~/practice && practice next"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def command(folder: Path) -> None:
    """Create a workspace: a folder with the stubs of all exercises.

    Existing files are not changed, so you can run it again, for example to get new exercises.
    """
    for place in (folder, folder / "exercises"):
        if place.exists() and not place.is_dir():
            raise Misuse(f"{place} is a file; name a new or an existing folder.")
    stubs = {exercise.file: stub_of(exercise, "guided") for exercise in exercises()}
    written = create(folder, stubs)
    if not written:
        print_sentence(f"{folder} already has every exercise.")
    else:
        left = len(stubs) - written
        also = f"; {left} existing file{'s' * (left > 1)} not changed" if left else ""
        new = f"{written} new stub{'s' * (written > 1)}"
        print_sentence(f"{folder / 'exercises'} has {new}{also}.")
    there = "" if folder.resolve() == Path.cwd() else f"`cd {shlex.quote(str(folder))}`, then "
    print_sentence(f"{there}`practice next` shows the first exercise.")
