"""`practice list`."""

import click
from rich.console import RenderableType
from rich.text import Text

from grader.catalogue import Exercise, topics
from grader.cli.context import examples, say, terminal_width, where_they_stand, workspace_or_none
from grader.standing import Standing, State

STYLES = {
    State.PASSED: "green",
    State.TRIED: "yellow",
    State.BLANK: "yellow",
    State.UNTOUCHED: "dim",
}


@click.command(epilog=examples("practice list", "practice list | grep untouched"))
def command() -> None:
    """Show every exercise and how far you are."""
    workspace = workspace_or_none()
    known = {one.exercise: one for one in where_they_stand(workspace)} if workspace else {}
    width = terminal_width()
    lines: list[RenderableType] = []
    for topic in topics():
        lines.append(Text.assemble((topic.name, "bold"), f"  {topic.title}"))
        lines += [_line(exercise, known.get(exercise), width) for exercise in topic.exercises]
        lines.append("")
    if known:
        passed = sum(one.state is State.PASSED for one in known.values())
        lines.append(f"{passed} of {len(known)} passed. `practice next` names what to do next.")
    else:
        lines.append("No workspace here; `practice init DIR` makes one.")
    say(*lines)


def _line(exercise: Exercise, known: Standing | None, width: int | None) -> Text:
    line = Text(f"  {exercise.address:<20}")
    after = ""
    if known:
        line.append(f"{known.state:<11}", STYLES[known.state])
        if hints := known.history.hints:
            after = f"  {hints} hint{'s' * (hints > 1)}"
    title = Text(exercise.title)
    if width:
        title.truncate(width - len(line) - len(after), overflow="ellipsis")
    return line + title + Text(after, "dim")
