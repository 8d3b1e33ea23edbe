"""`practice completion`."""

import os
from pathlib import PurePath

import click

from grader.cli.output import examples, say, tell

FILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/completions/practice.fish"}
LINES = {
    "bash": 'eval "$(_PRACTICE_COMPLETE=bash_source practice)"',
    "zsh": 'eval "$(_PRACTICE_COMPLETE=zsh_source practice)"',
    "fish": "_PRACTICE_COMPLETE=fish_source practice | source",
}


@click.command(epilog=examples("practice completion", "practice completion zsh"))
@click.argument("shell", type=click.Choice(list(LINES)), required=False)
def command(shell: str | None) -> None:
    """Say how your shell can complete addresses.

    The shell is the one you use ($SHELL) unless you name another.
    """
    shell = shell or PurePath(os.environ.get("SHELL", "")).name
    if shell not in LINES:
        raise click.UsageError("Name your shell: bash, zsh or fish.")
    tell(f"Add this line to {FILES[shell]} and open a new shell:")
    say("", f"    {LINES[shell]}")
