"""The learner's editor, and how it is told to open a file at a line."""

import os
import shlex
import shutil
import sys
from pathlib import Path, PurePath

import click

from grader.cli.output import shown, warn

_PLUS = "vi vim nvim gvim view nano pico micro emacs emacsclient kak joe mg ne sensible-editor"
_GOTO = "code code-insiders codium vscodium cursor windsurf positron"
_OPTION = "gedit kate kwrite pycharm idea charm gnome-text-editor"
_COLON = "subl hx helix zed zeditor"
STYLES = {
    **dict.fromkeys(_PLUS.split(), ("+{line}", "")),
    **dict.fromkeys(_GOTO.split(), ("--goto", ":{line}")),
    **dict.fromkeys(_OPTION.split(), ("--line {line}", "")),
    **dict.fromkeys(_COLON.split(), ("", ":{line}")),
}
"""For each editor: arguments before the file, and what follows the file's name."""


def open_file(file: Path, line: int | None = None) -> None:
    """Open a file in the editor that $VISUAL or $EDITOR names, or else in a common one.

    Args:
        file: the file.
        line: the line to go to, where it is known how the editor is told.

    Raises:
        ClickException: no editor could be started, or it failed.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _installed()
    name, after = str(file), ""
    if line is not None:
        style = STYLES.get(_name(editor))
        if style is None:
            warn(
                f"It is not known how {_name(editor)} goes to a line; {shown(file)} is opened at "
                "its start."
            )
        else:
            before, after = (part.format(line=line) for part in style)
            editor = f"{editor} {before}".rstrip()
    try:
        click.edit(filename=name + after, editor=editor)
    except click.ClickException as error:
        raise click.ClickException(
            f"{error.message}. Set EDITOR to your editor, for example `export EDITOR=nano`, "
            f"or open {shown(file)} yourself."
        ) from None


def _installed() -> str:
    """The editor that click would choose."""
    if sys.platform == "win32":
        return "notepad"
    return next(filter(shutil.which, ("sensible-editor", "vim", "nano")), "vi")


def _name(editor: str) -> str:
    try:
        program = shlex.split(editor)[0]
    except (ValueError, IndexError):  # an open quote, or blanks alone
        program = editor
    return PurePath(program).stem.lower()
