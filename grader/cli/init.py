"""`practice init`."""

import shlex
from pathlib import Path

import click

from grader.catalogue import exercises
from grader.cli.output import Misuse, examples, tell
from grader.cli.stubs import stub_of
from grader.learner.workspace import create


@click.command(epilog=examples("practice init ~/practice", "cd ~/practice && practice next"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def command(folder: Path) -> None:
    """Make a workspace: a folder with the stubs of all exercises.

    Nothing that exists is touched, so it is safe to run again, for example to get new exercises.
    """
    for place in (folder, folder / "exercises"):
        if place.exists() and not place.is_dir():
            raise Misuse(f"{place} is a file; name a folder to make or to add to.")
    stubs = {exercise.file: stub_of(exercise, "guided") for exercise in exercises()}
    written = create(folder, stubs)
    if not written:
        tell(f"{folder} has every exercise already.")
    else:
        left = len(stubs) - written
        also = f"; {left} {'was' if left == 1 else 'were'} there and left alone" if left else ""
        tell(f"{folder / 'exercises'} has {written} new stub{'s' * (written > 1)}{also}.")
    tell(f"`cd {shlex.quote(str(folder))}`, then `practice next` names the first one to do.")
