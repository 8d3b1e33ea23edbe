"""`practice show`."""

import ast
from collections.abc import Iterator

import click

from grader.catalogue import Exercise
from grader.cli.address import complete_exercise, to_exercise
from grader.cli.context import (
    Misuse,
    examples,
    say,
    shown,
    workspace_or_none,
)
from grader.render.prose import Lines, Prose
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
    solution = read_solution(exercise.solution)
    workspace = workspace_or_none()
    say(Prose(solution.statement), "")
    say(Lines("\n".join(signatures(solution.text)), "    ", "    "))
    if workspace:
        say("", shown(workspace.file(exercise)))


def _question(address: str) -> str:
    from grader.quiz import QuizError, load_questions, render_question, select

    try:
        return render_question(select(load_questions(), [address])[0])
    except QuizError as error:
        raise Misuse(f"{str(error)[0].upper()}{str(error)[1:]}") from None


def signatures(text: str) -> Iterator[str]:
    """The first lines of a module's public functions, of its classes and of their methods."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield _first_line(node)
        elif isinstance(node, ast.ClassDef):
            yield f"class {node.name}({', '.join(ast.unparse(base) for base in node.bases)}):"
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"    {_first_line(inner)}"


def _first_line(node: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"def {node.name}({ast.unparse(node.args)}){returns}"
