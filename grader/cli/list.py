"""`practice list`."""

from collections.abc import Iterator, Mapping

import click

from grader.catalogue import questions
from grader.cli.output import (
    due_today,
    examples,
    print_parts,
    progress_optional,
    terminal_width,
    where_they_stand,
    workspace_or_none,
)
from grader.learner.progress import Day, Progress
from grader.render.listing import count, legend, list_page, quiz_by_exercise
from grader.render.markdown import Prose


@click.command(epilog=examples("practice list", "practice list | grep untouched"))
def command() -> None:
    """Show every exercise and how far you are.

    Behind a title: hints that you took, whether you saw the solution, how many of its quiz
    questions you answered right, and your last day. Below the list: what its words mean, your quiz
    score, your last day, and what is due for review.
    """
    workspace = workspace_or_none()
    if workspace is None:
        print_parts(
            *list_page({}, terminal_width()),
            Prose("There is no workspace here; `practice init DIR` creates one."),
        )
        return
    known = {one.exercise: one for one in where_they_stand(workspace)}
    answered: dict[str, bool] = {}
    day: Day | None = None
    progress = Progress(workspace.database)
    with progress_optional(progress):
        answered, day = progress.answered(), progress.last_day()
    print_parts(
        *list_page(known, terminal_width(), quiz_by_exercise(answered)),
        *legend(known.values()),
        "",
        *map(Prose, _besides(answered, day)),
        *map(Prose, due_today(workspace)),
        Prose(f"{count(known.values())} `practice next` shows the next exercise."),
    )


def _besides(answered: Mapping[str, bool], day: Day | None) -> Iterator[str]:
    """The learner's quiz score, and what they did on their last day."""
    asked = questions()
    right = sum(correct for name, correct in answered.items() if name in asked)
    wrong = len(answered.keys() & asked) - right
    yield f"Quiz: {right} of {len(asked)} questions right{f', {wrong} wrong' * bool(wrong)}."
    if day:
        yield f"Last day, {day.date}: {_done(day)}."


def _done(day: Day) -> str:
    counts = [
        (day.grades, "grade", "grades"),
        (day.passes, "exercise passed", "exercises passed"),
        (day.answers, "quiz answer", "quiz answers"),
    ]
    return ", ".join(f"{n} {one if n == 1 else several}" for n, one, several in counts if n)
