"""`practice debug`."""

import subprocess
import sys
from pathlib import Path

import click

from grader.catalogue import Exercise
from grader.cli.address import exercise_argument
from grader.cli.context import Misuse, examples, shown, tell, terminal_width, workspace
from grader.cli.grade import judged
from grader.render.script import prompt_script, pytest_file
from grader.search import started_safely
from grader.workspace import write

EXAMPLES = examples(
    "practice debug vae/kl",
    "practice debug vae/kl --pytest test_kl.py && pytest test_kl.py",
)


@click.command(epilog=EXAMPLES)
@exercise_argument
@click.option(
    "--pytest",
    "test",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help="Write a pytest file with that input instead.",
)
def command(exercise: Exercise, test: Path | None) -> int:
    """Open Python with your code loaded and the smallest input that it fails on.

    Your code runs in a Python of your own then, not in the grader: a debugger works. In a pipe the
    program is printed instead.
    """
    here = workspace()
    file = here.file(exercise)
    verdict = judged(exercise, file)
    failure = next(
        (c for c in verdict.checks if c.counterexample and c.status not in ("pass", "skipped")),
        None,
    )
    if failure is None:
        tell(f"{verdict.message} There is no failing input to look at.")
        return 1
    if test is not None:
        if test.exists():
            raise Misuse(f"{shown(test)} is there already; name a file that is not.")
        write(test, pytest_file(failure, file).encode())
        tell(f"{shown(test)} written; `pytest {shown(test)}` runs it.")
        return 0
    script = prompt_script(failure, file)
    if terminal_width() is None:
        click.echo(script, nl=False)
        return 0
    program = here.private / "debug" / f"{exercise.topic}_{exercise.name}.py"
    write(program, script.encode())
    tell(f"{failure.name}: {failure.message} Your code and the input are loaded; ctrl-D leaves.")
    with started_safely():
        return subprocess.run([sys.executable, "-i", str(program)], check=False).returncode
