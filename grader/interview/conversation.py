"""What is asked and answered on a terminal, or on a plain stream: questions, and marks."""

from collections.abc import Sequence

import click
from rich.console import Console
from rich.text import Text

from grader.interview.session import Session
from grader.interview.state import Interview, PartState
from grader.quiz import Question, load_questions, shuffled
from grader.quiz.terminal import ask, view
from grader.render.markdown import Prose
from grader.source import Solution


def quick_round(console: Console, session: Session, interview: Interview) -> Interview:
    """Ask the questions that are still open, and store each answer at once.

    `q`, ctrl-D and ctrl-C leave the rest for later.

    Raises:
        TimeIsUp: the time is up.
    """
    questions = interview.current.questions
    bank = {question.id: question for question in load_questions()}
    console.print(Text("s passes over a question, q leaves the rest for later.\n", style="dim"))
    for number, name in enumerate(questions, start=1):
        if name not in interview.current.open_questions:
            continue
        question = shuffled(bank[name], interview.plan.seed)
        if not _answered(console, session, interview, question, f"{number} of {len(questions)}"):
            return interview
        interview = session.refreshed(interview)
    return interview


def _answered(
    console: Console, session: Session, interview: Interview, question: Question, place: str
) -> bool:
    """Ask a question; False if the candidate leaves."""
    console.print(*view(question, place), sep="\n")
    try:
        result = ask(console, question)
    except (EOFError, KeyboardInterrupt, UnicodeDecodeError):
        console.print("\n")  # the prompt is still open
        return False
    if result is None:
        console.print()
        return False
    session.answer(interview, result)
    console.print(Text("\nNoted.\n" if result.given is not None else "\nFine, next.\n"))
    return True


def mark(
    console: Console, session: Session, interview: Interview, part: PartState, solution: Solution
) -> Interview:
    """Have an explanation marked, point by point; ctrl-C and ctrl-D leave it for later."""
    console.print(
        Prose("Now you are the interviewer. Be strict: it counts only if you said it."), ""
    )
    try:
        said = _marked(console, "Did you say this?", solution.rubric)
        flags = _marked(console, "A red flag: did you say or do this?", solution.red_flags)
    except (EOFError, click.Abort):
        console.print()
        console.print(Prose("Left unmarked. `practice interview --mark` asks again."))
        return interview
    return session.mark(interview, part, said, flags, len(solution.rubric))


def _marked(console: Console, asked: str, points: Sequence[str]) -> list[int]:
    found = []
    for number, point in enumerate(points, start=1):
        lead = f"{number} of {len(points)}  "
        console.print(Prose(point, lead, " " * len(lead)))
        if click.confirm(asked):
            found.append(number)
        console.print()
    return found
