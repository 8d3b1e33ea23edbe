"""The quiz on a terminal, or on a plain stream."""

import os
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from grader.quiz.answers import parse_answer
from grader.quiz.errors import AnswerError
from grader.quiz.marking import Result, judge
from grader.quiz.model import Question
from grader.quiz.render import choices, form, render_feedback
from grader.quiz.round import Round
from grader.quiz.session import QuizSession, Record
from grader.render.markdown import Prose

_INDENT = "  "
_ROOM = 12  # columns left for an answer after the prompt


def make_console(*, stderr: bool = False) -> Console:
    """A console that prints text unchanged; no escape codes in a pipe or under `NO_COLOR`."""
    plain = bool(os.environ.get("NO_COLOR"))
    return Console(
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        color_system=None if plain else "auto",
    )


def take(console: Console, questions: Sequence[Question], seed: int, record: Record) -> QuizSession:
    """Ask the questions one by one on standard input, and explain each answer.

    `s` skips a question; Enter alone does nothing. `q`, ctrl-D and ctrl-C end the quiz; the answers
    until then count.
    """
    asked = Round(questions, seed, record)
    console.print(Text("s skips a question, q ends the quiz.\n", style="dim"))
    try:
        while question := asked.current:
            console.print(*view(question, asked.place), sep="\n")
            result = ask(console, question)
            if result is None:
                console.print()
                break
            asked.add(result)
            console.print("", *_feedback(question, result), "", sep="\n")
    except (EOFError, KeyboardInterrupt, UnicodeDecodeError):
        console.print("\n")  # the prompt is still open
    return asked.session


def view(question: Question, place: str) -> Iterator[RenderableType]:
    """A question with what to choose from, and its place among others."""
    yield Text.assemble((place, "bold"), (f"  {question.exercise}", "dim"))
    yield ""
    yield Prose(question.prompt)
    for items in choices(question):
        yield ""
        for mark, text in items:
            lead = Text.assemble(_INDENT, (mark, "bold cyan"), "  ")
            yield Prose(text, lead, " " * len(lead))
    yield ""


def ask(console: Console, question: Question) -> Result | None:
    """Ask until an answer can be read or the question is skipped; None ends the quiz."""
    while True:
        written = _read(console, f"Your answer ({form(question)}): ")
        if written.lower() == "q":
            return None
        if written.lower() == "s":
            return judge(question, None)
        if not written:
            console.print(Prose("Enter an answer, or s to skip the question.", style="yellow"))
            continue
        try:
            return judge(question, parse_answer(question, written))
        except AnswerError as error:
            console.print(Prose(str(error), style="yellow"))


def _read(console: Console, prompt: str) -> str:
    # Wrapped here: a terminal would break words, and the answer follows the last line.
    lines = Text(prompt.rstrip(), "bold").wrap(console, max(console.width - _ROOM, 20))
    lines[-1].append(" ")
    console.print(Text("\n").join(lines), end="", soft_wrap=True)
    written = input().strip()
    if not sys.stdin.isatty():
        console.print(written)  # nobody typed it, so it is not on the screen yet
    return written


def _feedback(question: Question, result: Result) -> tuple[Text, Prose]:
    if result.given is None:
        outcome = Text("Skipped.", "yellow")
    else:
        outcome = Text("Right.", "bold green") if result.correct else Text("Wrong.", "bold red")
    return outcome, Prose(render_feedback(question, result), _INDENT, _INDENT)


def report(console: Console, questions: Sequence[Question], session: QuizSession) -> None:
    """Print the result of each question, what is wrong with wrong answers, and the score."""
    unanswered = []
    for question, result in zip(questions, session.results, strict=True):
        if result.given is None:
            unanswered.append(question.id)
            continue
        outcome, explanation = _feedback(question, result)
        console.print(Text.assemble((question.id, "bold"), "  ", outcome))
        if not result.correct:
            console.print(explanation, "", sep="\n")
    if unanswered:
        # One long line, so that a terminal lets it be copied whole.
        console.print("Unanswered:", *unanswered, soft_wrap=True)
    console.print("", _score(session), sep="\n")


def summarise(console: Console, session: QuizSession) -> None:
    """Print the score of a quiz, and the command that asks the other questions again."""
    console.print(_score(session))
    if session.missed:
        # One long line, so that a terminal lets it be copied whole.
        console.print("Try again:", "practice quiz", *session.missed, soft_wrap=True)


def _score(session: QuizSession) -> Text:
    score = session.score
    right = Text(f"{score.right} of {score.total} right", "bold")
    return right + Text(f", {score.wrong} wrong, {score.unanswered} unanswered.")
