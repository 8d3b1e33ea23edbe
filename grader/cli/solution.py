"""`practice solution`."""

import ast
import re
import sys

import click
from rich.text import Text

from grader.catalogue import Exercise
from grader.cli.address import exercise_argument
from grader.cli.context import (
    examples,
    say,
    shown,
    tell,
    tolerant,
    warn,
    where_they_stand,
    workspace_or_none,
)
from grader.progress import Progress
from grader.render.prose import Lines, Prose, sanitise
from grader.source import read_solution
from grader.standing import Standing, State
from grader.workspace import Workspace

COLOURS = {"-": "red", "+": "green"}


@click.command(epilog=examples("practice solution vae/kl", "practice solution vae/kl --yes"))
@exercise_argument
@click.option("--yes", is_flag=True, help="Do not ask, even if it has not passed yet.")
def command(exercise: Exercise, yes: bool) -> int:
    """Show a good answer beside yours, and how to explain it."""
    here = workspace_or_none()
    known = where_they_stand(here, exercise)[0] if here else None
    if not yes and not (known and known.state is State.PASSED) and not _agreed(exercise):
        return 1
    if here is not None and not (known and known.history.revealed):
        progress = Progress(here.database)
        with tolerant(progress):
            progress.reveal(exercise.address)
    solution = read_solution(exercise.solution)
    _show_code(solution.text, here, known)
    say("", Text("In the interview", "bold"), "", Prose(solution.interview))
    return 0


def _agreed(exercise: Exercise) -> bool:
    """Ask whether to reveal a solution, where there is somebody to ask."""
    question = f"{exercise.address} has not passed yet. Show its solution?"
    if sys.stdin.isatty() and sys.stdout.isatty():
        return click.confirm(question)
    warn(f"{exercise.address} has not passed yet; `--yes` shows its solution all the same.")
    return False


def _show_code(solution: str, here: Workspace | None, known: Standing | None) -> None:
    """Show the solution, with the learner's version woven in where there is one."""
    right = _code(solution)
    content = here.content(known.exercise) if here and known else None
    mine = _code(content.decode("utf-8", "replace")) if content is not None else ""
    if not here or not known or not mine or known.state is State.UNTOUCHED:
        say(Lines(right))
    elif mine == right:
        say(Lines(right), "")
        tell("Yours is the same, word for word.")
    else:
        import difflib

        say(Text.assemble(("-", "red"), f" yours, {shown(here.file(known.exercise))}"))
        say(Text.assemble(("+", "green"), " the solution"), "")
        lines = difflib.unified_diff(
            mine.splitlines(), right.splitlines(), n=len(mine), lineterm=""
        )
        say(*(Text(sanitise(line), COLOURS.get(line[:1], "")) for line in list(lines)[3:]))


def _code(text: str) -> str:
    """A file's code alone: no module docstring and no markers of blanks."""
    try:
        first = ast.parse(text).body[:1]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text
    if first and isinstance(first[0], ast.Expr) and isinstance(first[0].value, ast.Constant):
        text = "\n".join(text.splitlines()[first[0].end_lineno or 0 :])
    text = re.sub(r"^ *# (blank: .*|end)\n", "", text, flags=re.MULTILINE)
    return re.sub(r" *# blank: .*$", "", text, flags=re.MULTILINE).strip() + "\n"
