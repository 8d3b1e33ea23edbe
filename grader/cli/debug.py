"""`practice debug`."""

import subprocess
import sys
from pathlib import Path

import click

from grader.catalogue import Exercise
from grader.cli.address import exercise_argument
from grader.cli.grade import judged
from grader.cli.output import Misuse, examples, shown, tell, terminal_width, workspace
from grader.confine.search_path import started_safely
from grader.learner.workspace import write
from grader.render.script import prompt_script, pytest_file
from grader.verdict import CheckResult

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
@click.option("--force", is_flag=True, help="With --pytest: write over a file that is there.")
def command(exercise: Exercise, test: Path | None, force: bool) -> int:
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
    expected = _right(exercise, failure)
    if test is not None:
        _write_test(test, pytest_file(failure, file, expected), force=force)
        tell(f"{shown(test)} written; `pytest {shown(test)}` runs it.")
        return 0
    script = prompt_script(failure, file, expected)
    if terminal_width() is None:
        click.echo(script, nl=False)
        return 0
    program = here.private / "debug" / f"{exercise.topic}_{exercise.name}.py"
    write(program, script.encode())
    tell(f"{failure.name}: {failure.message} Your code and the input are loaded; ctrl-D leaves.")
    with started_safely():
        return subprocess.run([sys.executable, "-i", str(program)], check=False).returncode


def _right(exercise: Exercise, failure: CheckResult) -> str | None:
    """Python that makes what is right for the failing input, if that is known."""
    from grader.judging.right_answer import right_code

    return right_code(exercise, failure.counterexample.code) if failure.counterexample else None


def _write_test(test: Path, text: str, *, force: bool) -> None:
    """Write a file that the learner named.

    Raises:
        Misuse: it is there already, or cannot be written.
    """
    try:
        if test.exists() and not force:
            raise Misuse(f"{shown(test)} is there already; --force writes over it.")
        write(test, text.encode())
    except OSError as error:
        raise Misuse(f"{shown(test)} cannot be written: {error.strerror or error}.") from None
