"""`practice list`."""

import click

from grader.cli.context import examples, say, terminal_width, where_they_stand, workspace_or_none
from grader.render.pages import list_page
from grader.standing import State


@click.command(epilog=examples("practice list", "practice list | grep untouched"))
def command() -> None:
    """Show every exercise and how far you are."""
    workspace = workspace_or_none()
    known = {one.exercise: one for one in where_they_stand(workspace)} if workspace else {}
    lines = list_page(known, terminal_width())
    if known:
        passed = sum(one.state is State.PASSED for one in known.values())
        lines.append(f"{passed} of {len(known)} passed. `practice next` names what to do next.")
    else:
        lines.append("No workspace here; `practice init DIR` makes one.")
    say(*lines)
