"""`practice completion`."""

import os
import shutil
import subprocess
from pathlib import Path, PurePath

import click

from grader.cli.output import Misuse, examples, print_parts, print_sentence

LINES = {
    "bash": 'eval "$(_PRACTICE_COMPLETE=bash_source practice)"',
    "zsh": 'eval "$(_PRACTICE_COMPLETE=zsh_source practice)"',
    "fish": "_PRACTICE_COMPLETE=fish_source practice | source",
    "powershell": "$env:_PRACTICE_COMPLETE = 'powershell_source'; practice | Out-String | "
    "Invoke-Expression; Remove-Item Env:_PRACTICE_COMPLETE",
}
POWERSHELLS = ("pwsh", "powershell")
"""The programs of PowerShell 7 and of Windows PowerShell."""


@click.command(
    epilog=examples(
        "practice completion", "practice completion zsh", "practice completion --install"
    )
)
@click.argument("shell", type=click.Choice(list(LINES)), required=False)
@click.option("--install", is_flag=True, help="Add the line to your shell's start file.")
def command(shell: str | None, install: bool) -> None:
    """Turn on tab completion in your shell, or show how to.

    Without a name, your shell is taken from $SHELL; on Windows it is PowerShell.
    """
    shell = shell or _own_shell()
    if shell not in LINES:
        raise click.UsageError("Name your shell: bash, zsh, fish or powershell.")
    if install:
        _install(LINES[shell], _start_file(shell))
        return
    place = "your $PROFILE" if shell == "powershell" else _as_typed(_start_file(shell))
    print_sentence(f"Add this line to {place}, then open a new shell:")
    print_parts("", f"    {LINES[shell]}", "")
    print_sentence(f"`practice completion {shell} --install` does it for you.")


def _own_shell() -> str:
    return PurePath(os.environ.get("SHELL", "powershell" if os.name == "nt" else "")).stem


def _start_file(shell: str) -> Path:
    """The file that a shell reads when it starts."""
    match shell:
        case "bash":
            return Path.home() / ".bashrc"
        case "zsh":
            return Path(os.environ.get("ZDOTDIR") or Path.home()) / ".zshrc"
        case "fish":
            config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
            return Path(config, "fish", "completions", "practice.fish")
    return _profile()


def _profile() -> Path:
    """PowerShell's $PROFILE, which it alone knows.

    Raises:
        Misuse: there is no PowerShell to ask.
    """
    program = next(filter(None, map(shutil.which, POWERSHELLS)), None)
    if program is None:
        raise Misuse("There is no `pwsh` or `powershell` here; run this command in PowerShell.")
    asked = subprocess.run(
        [program, "-NoProfile", "-Command", "$PROFILE"], capture_output=True, text=True, check=False
    )
    if asked.returncode or not asked.stdout.strip():
        raise Misuse("PowerShell does not say where its $PROFILE is; add the line there yourself.")
    return Path(asked.stdout.strip())


def _install(line: str, file: Path) -> None:
    """Add a line at the end of a file, once; everything else in it stays."""
    before = file.read_bytes() if file.exists() else b""
    if line.encode() in before:
        print_sentence(f"{_as_typed(file)} already has the line; open a new shell to use it.")
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as stream:
        stream.write(b"\n" * (before[-1:] not in (b"", b"\n")) + line.encode() + b"\n")
    print_sentence(f"Added a line to {_as_typed(file)}; open a new shell to use it.")


def _as_typed(file: Path) -> str:
    """A path with ~ for the home folder."""
    home = Path.home()
    return f"~/{file.relative_to(home).as_posix()}" if file.is_relative_to(home) else str(file)
