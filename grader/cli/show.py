"""`practice show`."""

import click

from grader.catalogue import Exercise
from grader.cli.address import complete_exercise, to_exercise
from grader.cli.context import Misuse, examples, say, shown, workspace_or_none
from grader.render.pages import statement_page
from grader.render.prose import Prose
from grader.source import read_solution

QUIZ = "quiz/"


@click.command(epilog=examples("practice show vae/kl", "practice show quiz/kl-value"))
@click.argument("address", metavar="ADDRESS", shell_complete=complete_exercise)
@click.pass_context
def command(ctx: click.Context, address: str) -> None:
    """Show what an exercise or a question asks for."""
    if address.startswith(QUIZ):
        say(Prose(_question(address)))
    else:
        _show(to_exercise(ctx, ctx.command.params[0], address))


def _show(exercise: Exercise) -> None:
    workspace = workspace_or_none()
    say(*statement_page(read_solution(exercise.solution)))
    if workspace:
        say("", shown(workspace.file(exercise)))


def _question(address: str) -> str:
    from grader.quiz import QuizError, load_questions, render_question, select

    try:
        return render_question(select(load_questions(), [address])[0])
    except QuizError as error:
        raise Misuse(f"{str(error)[0].upper()}{str(error)[1:]}") from None
