"""`practice show`."""

import click
from rich.text import Text

from grader.catalogue import Exercise, questions
from grader.cli import interviewed
from grader.cli.address import complete_exercise, to_exercise
from grader.cli.output import (
    Misuse,
    examples,
    print_parts,
    progress_optional,
    shown,
    workspace_or_none,
)
from grader.learner.progress import Progress
from grader.render.markdown import Prose
from grader.render.pages import expectation, formula_page, statement_page
from grader.source import read_solution

QUIZ = "quiz/"
HINTS_IN_FORMULA = 2
"""Hint 2 is the formula, so whoever sees it has had hint 1 as well."""


@click.command(
    epilog=examples(
        "practice show vae/kl", "practice show --formula vae/kl", "practice show kl-value"
    )
)
@click.argument("address", metavar="ADDRESS", shell_complete=complete_exercise)
@click.option("--formula", is_flag=True, help="Show the formula; this counts as hints 1 and 2.")
@click.pass_context
def command(ctx: click.Context, address: str, formula: bool) -> None:
    """Show what an exercise or a question asks for."""
    if address.startswith(QUIZ) or address in questions():
        if formula:
            raise Misuse("A quiz question has no formula; use `--formula` with an exercise.")
        print_parts(Prose(_question(address)))
        return
    exercise = to_exercise(ctx, ctx.command.params[0], address)
    if formula:
        interviewed.refuse(
            workspace_or_none(), [exercise], "formulas are not shown, but you can ask for a hint"
        )
        _show_formula(exercise)
    else:
        _show(exercise)


def _show(exercise: Exercise) -> None:
    workspace = workspace_or_none()
    print_parts(*statement_page(read_solution(exercise.solution)))
    if workspace:
        found = interviewed.held(workspace, [exercise])
        file = interviewed.interview_file(found) if found else workspace.file(exercise)
        print_parts("", shown(file or workspace.file(exercise)))
    print_parts(Text(expectation(exercise), "dim"))


def _show_formula(exercise: Exercise) -> None:
    """Show the formula, and store in the workspace, if any, that hints 1 and 2 were taken."""
    print_parts(*formula_page(exercise, read_solution(exercise.solution).formula))
    if workspace := workspace_or_none():
        progress = Progress(workspace.database)
        with progress_optional(progress):
            progress.take_hints(exercise.address, HINTS_IN_FORMULA)
        then = f"`practice hint {exercise.address}` gives the next one."
        print_parts("", Prose(f"This counts as hints 1 and 2; {then}"))


def _question(address: str) -> str:
    from grader.quiz import QuizError, load_questions, render_question, select

    try:
        return render_question(select(load_questions(), [address])[0])
    except QuizError as error:
        raise Misuse(f"{str(error)[0].upper()}{str(error)[1:]}") from None
