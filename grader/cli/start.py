"""`practice start`."""

import sys

import click

from grader.catalogue import Exercise
from grader.cli import interviewed
from grader.cli.address import exercise_argument
from grader.cli.output import (
    Misuse,
    examples,
    print_sentence,
    progress_optional,
    shown,
    warn,
    where_they_stand,
    workspace,
)
from grader.cli.stubs import begin
from grader.learner.progress import Progress
from grader.learner.status import State
from grader.source import SCAFFOLDS, Scaffold

BUGGY = "buggy"


@click.command(
    epilog=examples(
        "practice start vae/kl",
        "practice start vae/kl --scaffold interview",
        "practice start vae/kl --scaffold buggy --bugs 2",
    )
)
@exercise_argument
@click.option(
    "--scaffold",
    type=click.Choice([*SCAFFOLDS, BUGGY]),
    default="guided",
    show_default=True,
    help="guided: code with blanks to fill in; interview: only the signatures; buggy: working code "
    "with bugs to find, in a file of its own.",
)
@click.option(
    "--bugs", type=click.IntRange(1, 3), metavar="N", help="How many bugs: 1 (default), 2 or 3."
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    metavar="N",
    help="Which bugs: the same seed places the same. Default: chosen at random.",
)
@click.option("--yes", is_flag=True, help="With buggy: do not ask first, even if you did not pass.")
def command(
    exercise: Exercise, scaffold: str, bugs: int | None, seed: int | None, yes: bool
) -> int:
    """Write a fresh stub of an exercise, or working code with bugs in it.

    The version that it replaces is kept.

    `practice reset ADDRESS --undo` brings a stub back.
    """
    if scaffold == BUGGY:
        return _start_buggy(exercise, bugs or 1, seed, yes=yes)
    if bugs is not None or seed is not None or yes:
        raise Misuse("--bugs, --seed and --yes are for `--scaffold buggy`; add it or drop them.")
    _start_stub(exercise, "interview" if scaffold == "interview" else "guided")
    return 0


def _start_stub(exercise: Exercise, scaffold: Scaffold) -> None:
    here = workspace()
    file = shown(here.file(exercise))
    existed = here.content(exercise) is not None
    if not begin(here, exercise, scaffold):
        print_sentence(f"{file} is already the {scaffold} stub.")
        return
    print_sentence(f"{file} is now the {scaffold} stub.")
    if existed:
        print_sentence(f"`practice reset {exercise.address} --undo` brings back your version.")
    print_sentence(f"`practice show {exercise.address}` shows the task.")


def _start_buggy(exercise: Exercise, count: int, seed: int | None, *, yes: bool) -> int:
    """Write working code with bugs; if the exercise has not passed, this reveals its answer."""
    from grader.buggy import HostError, NotEnoughBugs, make
    from grader.cli.find_bugs import begin_bugs

    here = workspace()
    interviewed.refuse(here, [exercise], "working code is not shown")
    try:
        given = make(exercise, _any_seed() if seed is None else seed, count)
    except (HostError, NotEnoughBugs) as error:
        raise Misuse(f"{error} Choose another exercise, or fewer bugs.") from None
    known = where_they_stand(here, exercise)[0]
    if known.state is not State.PASSED:
        if not yes and not _agreed(exercise):
            return 1
        if not known.history.revealed:
            progress = Progress(here.database)
            with progress_optional(progress):
                progress.reveal(exercise.address)
    written = begin_bugs(here, given)
    how_many = "1 bug" if count == 1 else f"{count} bugs"
    print_sentence(
        f"{shown(written.file)} is working code of {exercise.address} with {how_many} in it "
        f"(seed {given.seed})."
    )
    if written.kept:
        print_sentence(f"Your version of the one before is kept: {shown(written.kept)}.")
    print_sentence(
        f"Next: find and mend {'it' if count == 1 else 'them'}; "
        f"`practice grade {exercise.address} --scaffold buggy` says how many are left, and "
        f"`practice show {exercise.address}` what the code must do."
    )
    return 0


def _any_seed() -> int:
    import secrets

    return secrets.randbelow(100_000)


def _agreed(exercise: Exercise) -> bool:
    """Ask whether to show working code of an exercise, on a terminal only."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return click.confirm(f"{exercise.address} has not passed; this shows its answer. Start?")
    warn(
        f"{exercise.address} has not passed yet, and working code shows its answer. Use `--yes` to "
        "start anyway; it counts as seeing the solution."
    )
    return False
