"""`practice debug`."""

import subprocess
import sys
from pathlib import Path

import click

from grader.catalogue import Exercise
from grader.cli import interviewed
from grader.cli.address import exercise_argument
from grader.cli.grading import judged_here
from grader.cli.output import Misuse, examples, print_sentence, shown, terminal_width, workspace
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
    help="Write a pytest file with this input instead.",
)
@click.option("--force", is_flag=True, help="With --pytest: overwrite an existing file.")
def command(exercise: Exercise, test: Path | None, force: bool) -> int:
    """Open Python with your code and the smallest input it fails on.

    Your code runs in an ordinary Python, outside the grader, so a debugger works. In a pipe, the
    program is printed instead.
    """
    here = workspace()
    interviewed.refuse(here, [exercise], "the right values are not shown")
    file = here.file(exercise)
    verdict = judged_here(exercise, file)
    failure = next(
        (c for c in verdict.checks if c.counterexample and c.status not in ("pass", "skipped")),
        None,
    )
    if failure is None:
        print_sentence(f"{verdict.message.rstrip('.')}. There is no failing input to debug.")
        return 1
    expected = _right(exercise, failure)
    if test is not None:
        _write_test(test, pytest_file(failure, file, expected), force=force)
        print_sentence(f"Wrote {shown(test)}; run it with `pytest {shown(test)}`.")
        return 0
    script = prompt_script(failure, file, expected)
    if terminal_width() is None:
        click.echo(script, nl=False)
        return 0
    program = here.private / "debug" / f"{exercise.topic}_{exercise.name}.py"
    write(program, script.encode())
    print_sentence(
        f"{failure.name}: {failure.message} Your code and the input are loaded; ctrl-D quits."
    )
    with started_safely():
        return subprocess.run([sys.executable, "-i", str(program)], check=False).returncode


def _right(exercise: Exercise, failure: CheckResult) -> str | None:
    """Python code for the right result on the failing input, where it is known."""
    from grader.judging.right_answer import right_code

    return right_code(exercise, failure.counterexample.code) if failure.counterexample else None


def _write_test(test: Path, text: str, *, force: bool) -> None:
    """Write a file that the learner named.

    Raises:
        Misuse: it exists already, or cannot be written.
    """
    try:
        if test.exists() and not force:
            raise Misuse(f"{shown(test)} exists already; use --force to overwrite it.")
        write(test, text.encode())
    except OSError as error:
        raise Misuse(
            f"{shown(test)} cannot be written ({error.strerror or error}); name another file."
        ) from None
