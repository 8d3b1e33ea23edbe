"""`practice completion`."""

import os
from pathlib import PurePath

import click

from grader.cli.output import examples, print_parts, print_sentence

FILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/completions/practice.fish"}
LINES = {
    "bash": 'eval "$(_PRACTICE_COMPLETE=bash_source practice)"',
    "zsh": 'eval "$(_PRACTICE_COMPLETE=zsh_source practice)"',
    "fish": "_PRACTICE_COMPLETE=fish_source practice | source",
}


@click.command(epilog=examples("practice completion", "practice completion zsh"))
@click.argument("shell", type=click.Choice(list(LINES)), required=False)
def command(shell: str | None) -> None:
    """Show how to turn on tab completion in your shell.

    Without a name, your shell is taken from $SHELL.
    """
    shell = shell or PurePath(os.environ.get("SHELL", "")).name
    if shell not in LINES:
        raise click.UsageError("Name your shell: bash, zsh or fish.")
    print_sentence(f"Add this line to {FILES[shell]}, then open a new shell:")
    print_parts("", f"    {LINES[shell]}")
