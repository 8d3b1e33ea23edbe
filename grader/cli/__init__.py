"""The command line: one module for each command, imported when it is run."""

import atexit
import gc
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from grader import __version__
from grader.cli.lazy import LazyGroup
from grader.confine.search_path import shut_out

COMMANDS = {
    "list": "Show every exercise and how far you are.",
    "next": "Show the next unfinished exercise.",
    "show": "Show what an exercise or a question asks for.",
    "open": "Open your file of an exercise in your editor.",
    "grade": "Grade your answers, and explain what is wrong with them.",
    "watch": "Grade on every save, with single keys for everything else.",
    "room": "Practice in your browser, on the same files and history.",
    "mcp": "Let a coding assistant be your interviewer, with the verdicts of the judge.",
    "batch": "Grade a folder of many learners' files.",
    "picture": "Draw your answer beside the right one.",
    "debug": "Open Python with your code and the smallest input it fails on.",
    "hint": "Show the next of an exercise's three hints.",
    "solution": "Compare your answer with a good one, and read how to explain it.",
    "quiz": "Answer the questions that interviewers ask.",
    "review": "Review what you are about to forget.",
    "interview": "Practice a whole interview, against the clock.",
    "stats": "Show what you have done, how well, and what you will remember.",
    "start": "Write a fresh stub of an exercise.",
    "reset": "Restore the stub of an exercise; your version is kept.",
    "export": "Write your history into a file, to move it to another computer.",
    "import": "Add a history that `practice export` wrote to yours.",
    "init": "Create a workspace: a folder with the stubs of all exercises.",
    "demo": "Grade a nearly right answer, then the right one.",
    "doctor": "Check the installation: packages, devices, isolation.",
    "completion": "Turn on tab completion in your shell.",
    "dev": "Write and check exercises, in a checkout of the kit.",
}


class Practice(LazyGroup):
    """The top-level command: it always ends with an exit code and at most one sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; ctrl-C ends it the way it ends a prompt."""
        _refuse_nowhere()
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run a command line and exit: 0 passed, 1 not, 2 wrong usage, 3 a fault of the kit."""
        shut_out()  # the current folder, which `python -m` imports from
        _open_streams()
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(
                    errors="backslashreplace"
                )  # of paths and terminals that are not UTF-8
        atexit.register(gc.freeze)  # the last garbage collection would take an eighth of `list`
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
            sys.stdout.flush()
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "practice"
            _complain(f"{error.format_message()} `{command} --help` shows how.")
            code = 2
        except click.ClickException as error:
            _complain(error.format_message())
            code = error.exit_code
        except BrokenPipeError:
            sys.stdout = None  # the reader is gone: leave nothing to flush
            code = 1
        except (click.Abort, KeyboardInterrupt):
            _complain("\nInterrupted." if sys.stderr.isatty() else "Interrupted.")
            code = 130
        except Exception as error:
            code = _explain(error)
        sys.exit(code)


@click.group(
    cls=Practice,
    package=__name__,
    lazy=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExamples:\n  practice next\n  practice grade vae/kl\n  practice hint vae/kl",
)
@click.option(
    "--workspace",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder that has your exercises/. Default: this folder or the nearest above it.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, workspace: Path | None) -> None:
    """Interview practice in probabilistic machine learning, graded as you go.

    An ADDRESS is `topic/exercise`, such as vae/kl. The exercise's name alone works where it is
    unique. A command that takes several also takes a topic, for all its exercises, and `all`.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _refuse_nowhere() -> None:
    """Refuse to run in a folder that no longer exists: relative paths start there."""
    try:
        Path.cwd()
    except OSError:
        from grader.cli.output import Misuse

        raise Misuse("The current folder no longer exists; `cd` to another one.") from None


def _open_streams() -> None:
    """Open closed streams (`>&-`) on /dev/null, before a database or a worker takes their place."""
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest descriptor, which is this one
        if getattr(sys, name) is None:
            mode = "w" if descriptor else "r"
            setattr(sys, name, open(descriptor, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - a descriptor, open to the end


def _complain(sentence: str) -> None:
    from grader.cli.output import warn

    warn(sentence)


def _explain(error: Exception) -> int:
    """Print in one sentence why a command failed, and choose its exit code."""
    from grader.cli.output import fault
    from grader.learner.workspace import WorkspaceError, nearest

    if isinstance(error, WorkspaceError):
        _complain(str(error))
        return error.exit_code
    if isinstance(error, OSError):
        _complain(f"{error.filename or 'Output'}: {error.strerror or error}.")
        return 1
    _complain(fault(error, nearest(Path.cwd())))
    return 3
