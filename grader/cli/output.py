"""What the commands share: the workspace they work in, and how they print."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console, Group, RenderableType

from grader.catalogue import Exercise
from grader.confine.search_path import shut_out
from grader.learner.progress import Progress, Unstored
from grader.learner.workspace import Workspace, nearest
from grader.render.markdown import Prose, inline, sanitise

if TYPE_CHECKING:
    from grader.learner.status import Standing


class Misuse(click.ClickException):
    """Wrong usage; the message says what to do instead."""

    exit_code = 2


def print_parts(*parts: RenderableType) -> None:
    """Print parts that do their own line breaking to standard output."""
    lines = (sanitise(part) if isinstance(part, str) else part for part in parts)
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(Group(*lines), soft_wrap=True)


def print_sentence(markdown: str) -> None:
    """Print a sentence to standard output, wrapped only on a terminal."""
    _sentence(Console(), markdown)


def warn(markdown: str) -> None:
    """Print a sentence to standard error, wrapped only on a terminal."""
    _sentence(Console(stderr=True), markdown)


def _sentence(console: Console, markdown: str) -> None:
    if console.is_terminal:
        console.print(Prose(markdown))
    else:
        console.print(inline(sanitise(markdown)), soft_wrap=True)


def terminal_width() -> int | None:
    """The columns of the terminal, or None if standard output is not a terminal."""
    console = Console()
    return console.width if console.is_terminal else None


def workspace_or_none() -> Workspace | None:
    """The workspace that was named, or the one around the current folder.

    Raises:
        Misuse: the named folder is not a workspace.
    """
    named: Path | None = click.get_current_context().find_root().params.get("workspace")
    if named is not None and not (named / "exercises").is_dir():
        raise Misuse(
            f"{named} has no exercises/; `practice init {named}` creates a workspace there."
        )
    found = nearest(Path.cwd()) if named is None else Workspace(named)
    if found is not None:
        shut_out(found.root, trees=[found.exercises])
    return found


def workspace() -> Workspace:
    """The workspace, for a command that needs one.

    Raises:
        Misuse: there is none.
    """
    found = workspace_or_none()
    if found is None:
        raise Misuse(
            "There is no exercises/ in this folder or above it; `practice init DIR` creates a "
            "workspace."
        )
    return found


@contextmanager
def progress_optional(progress: Progress | None = None) -> Iterator[None]:
    """Continue without progress, and warn, where it cannot be read or stored."""
    try:
        yield
    except Unstored as error:
        _warn_once(str(error))
    if progress is not None and progress.notice:
        _warn_once(progress.notice)


def _warn_once(sentence: str) -> None:
    """Warn, unless this command has printed the same warning already."""
    said = click.get_current_context().meta.setdefault(__name__, set())
    if sentence not in said:
        said.add(sentence)
        warn(sentence)


def due_today(workspace: Workspace) -> list[str]:
    """A sentence about what is due for review today, if anything is."""
    if not workspace.database.exists():
        return []
    from grader.review.desk import Desk
    from grader.review.pages import due_sentence

    progress = Progress(workspace.database)
    with progress_optional(progress):
        sentence = due_sentence(Desk(workspace, progress).today())
        return [sentence] if sentence else []
    return []


def where_they_stand(workspace: Workspace, *which: Exercise) -> "tuple[Standing, ...]":
    """The learner's status in some or all exercises; without a history, from the files alone."""
    from grader.learner.status import standings  # reads Python, which not every command does

    progress = Progress(workspace.database)
    with progress_optional(progress):
        return standings(workspace, progress, which)
    return standings(workspace, None, which)


def shown(path: Path) -> str:
    """A path as the learner would type it in the current folder."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, FileNotFoundError):  # or the current folder no longer exists
        return str(path)


def fault(error: BaseException, workspace: Workspace | None) -> str:
    """Store the traceback of a fault of the grader itself, and say where it is.

    Returns:
        A sentence; the traceback goes to a log in the workspace, or to standard error.
    """
    import traceback

    from grader.remote.judge import JudgeFailed

    if isinstance(error, JudgeFailed):  # in its own process
        trace, sentence = error.trace, str(error)
        if not trace:
            return sentence
    else:
        trace = "".join(traceback.format_exception(error))
        sentence = f"The grader itself failed ({type(error).__name__}); your answer was not graded."
    if workspace is not None:
        log = workspace.private / "fault.log"
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("a", encoding="utf-8") as stream:
                stream.write(trace + "\n")
        except OSError:
            pass
        else:
            return f"{sentence} Please report it and attach {shown(log)}."
    click.echo(sanitise(trace), err=True)
    return f"{sentence} Please report it with the lines above."


def examples(*lines: str) -> str:
    """The end of a help text: examples that are not wrapped."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
