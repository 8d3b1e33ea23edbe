"""`practice quiz`."""

import json
import random
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from grader.cli import interviewed
from grader.cli.output import Misuse, examples, progress_optional, workspace_or_none
from grader.learner.progress import Progress
from grader.quiz import (
    QuizError,
    Result,
    document,
    draw,
    load_questions,
    mark,
    read_answers,
    select,
)
from grader.quiz.round import store
from grader.quiz.terminal import make_console, report, summarise, take

_EPILOG = f"""{
    examples(
        "practice quiz                      every question, in a new order",
        "practice quiz vae --count 5        five questions on VAEs",
        "practice quiz priors/l2            questions about one exercise",
        "practice quiz kl-value             one question",
        "practice quiz --answers mine.toml  mark the answers in a file",
    )
}

\b
An answers file is TOML, with one line for each question:
  mse-assumption = "b"                     letter or key of an option
  mse-slope = "1/(2*0.25)"                 a number, or a formula in quotes
  loss-to-distribution = "a=4 b=2 c=1 d=5"
Letters and numbers are those of `practice show quiz/QUESTION`.

\b
Exit code: 0 all right, 1 something wrong or unanswered, 2 wrong usage.
"""


def _store(result: Result) -> None:
    """Add an answer to the learner's progress."""
    here = workspace_or_none()
    if here is None:
        return
    progress = Progress(here.database)
    with progress_optional(progress):
        store(progress, result)


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    bank = load_questions()
    names = [name for question in bank for name in (question.topic, question.exercise)]
    names += [question.id for question in bank]
    return [CompletionItem(name) for name in dict.fromkeys(names) if name.startswith(incomplete)]


@click.command(epilog=_EPILOG)
@click.argument("names", nargs=-1, metavar="[TOPIC|EXERCISE|QUESTION]...", shell_complete=_complete)
@click.option("--count", type=click.IntRange(min=1), metavar="N", help="Ask at most N questions.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    metavar="N",
    help="Seed of the order of questions and options. Default: random, or 0 with --answers.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="With json, standard output has one object, and questions go to standard error.",
)
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Mark the answers in a TOML file instead of asking.",
)
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    count: int | None,
    seed: int | None,
    form: str,
    answers: Path | None,
) -> None:
    """Answer the questions that interviewers ask, each with a short worked answer.

    Name topics (vae), exercises (vae/kl) or questions (kl-value). Without a name, you get the whole
    quiz.
    """
    interviewed.refuse_quiz(workspace_or_none())
    if seed is None:
        seed = 0 if answers else random.randrange(10_000)
    try:
        bank = load_questions()
        questions = draw(select(bank, names), seed, count)
        given = read_answers(answers, bank) if answers else None
    except QuizError as error:
        raise Misuse(str(error)) from None

    console = make_console(stderr=form == "json")
    if given is None:
        session = take(console, questions, seed, _store)
        summarise(console, session)
    else:
        session = mark(questions, given, seed, _store)
        if form == "text":
            report(console, questions, session)
    if form == "json":
        click.echo(json.dumps(document(session), indent=2))
    ctx.exit(0 if session.score.right == session.score.total else 1)
