"""`practice list`."""

import click

from grader.catalogue import questions
from grader.cli.output import (
    examples,
    print_parts,
    progress_optional,
    terminal_width,
    where_they_stand,
    workspace_or_none,
)
from grader.learner.progress import Day, Progress
from grader.learner.workspace import Workspace
from grader.render.markdown import Prose
from grader.render.pages import count, legend, list_page


@click.command(epilog=examples("practice list", "practice list | grep untouched"))
def command() -> None:
    """Show every exercise and how far you are.

    Below the list: what its words mean, your quiz score, and your last day.
    """
    workspace = workspace_or_none()
    known = {one.exercise: one for one in where_they_stand(workspace)} if workspace else {}
    lines = list_page(known, terminal_width())
    if workspace:
        lines += [*legend(known.values()), "", *_besides(workspace)]
        lines.append(Prose(f"{count(known.values())} `practice next` shows the next exercise."))
    else:
        lines.append(Prose("There is no workspace here; `practice init DIR` creates one."))
    print_parts(*lines)


def _besides(workspace: Workspace) -> list[Prose]:
    """The learner's quiz score, and what they did on their last day."""
    answered: dict[str, bool] = {}
    day: Day | None = None
    progress = Progress(workspace.database)
    with progress_optional(progress):
        answered = progress.answered()
        day = progress.last_day()
    asked = questions()
    right = sum(correct for name, correct in answered.items() if name in asked)
    wrong = len(answered.keys() & asked) - right
    lines = [
        Prose(f"Quiz: {right} of {len(asked)} questions right{f', {wrong} wrong' * bool(wrong)}.")
    ]
    if day:
        lines.append(Prose(f"Last day, {day.date}: {_done(day)}."))
    return lines


def _done(day: Day) -> str:
    counts = [
        (day.grades, "grade", "grades"),
        (day.passes, "exercise passed", "exercises passed"),
        (day.answers, "quiz answer", "quiz answers"),
    ]
    return ", ".join(f"{n} {one if n == 1 else several}" for n, one, several in counts if n)
