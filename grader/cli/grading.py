"""Grading in the terminal: a file, a notebook or code with bugs, and which check is running."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.status import Status as Spinner
from rich.text import Text

from grader.catalogue import Exercise, imports
from grader.cli.output import Misuse, shown, warn
from grader.confine.report import ConfinementError
from grader.judging.options import Listener, Options
from grader.judging.submission import (
    Answer,
    TextAnswer,
    Unusable,
    content_or_nothing,
    graded,
    text_of,
)
from grader.verdict import Verdict
from grader.worker.devices import NoDevice

if TYPE_CHECKING:
    from grader.interview.grading import Outcome
    from grader.remote.judge import RemoteJudge


def graded_once(exercise: Exercise, file: Path, options: Options) -> tuple[Verdict, bytes]:
    """Grade a file, or the answer in a notebook."""
    if file.suffix == ".ipynb":
        return _graded_in_notebook(exercise, file, options)
    return graded(file, lambda: judged(exercise, file, options))


def _graded_in_notebook(exercise: Exercise, file: Path, options: Options) -> tuple[Verdict, bytes]:
    """Grade the answer in a notebook, and say what it was gathered from.

    Raises:
        Misuse: the notebook cannot be read.
    """
    from grader.notebook.files import read_answer

    try:
        answer = read_answer(exercise, Path(shown(file)))
    except Unusable as problem:
        raise Misuse(str(problem)) from None
    for note in answer.notes():
        warn(note)
    return answer.graded(lambda text: graded(text, lambda: judged(exercise, text, options)))


def judged_in_interview(
    exercise: Exercise, bugs: Sequence[str], file: Path, options: Options
) -> "Outcome":
    """Grade the file of an interview's part.

    Raises:
        Misuse: the required isolation or the device is not available.
    """
    from grader.remote.judge import Unavailable

    with progress_shown(exercise.address) as listener:
        try:
            judge = _judge([exercise])
            return judge.interview(exercise, bugs, Path(shown(file)), options, listener)
        except Unavailable as error:
            raise Misuse(str(error)) from None


def announce(exercises: tuple[Exercise, ...]) -> None:
    """Name what this command grades: one process imports what all need, if anything is run."""
    _judge(exercises)


def judged(exercise: Exercise, path: Answer, options: Options = Options()) -> Verdict:
    """Grade an answer, and show which check is running.

    Raises:
        Misuse: the required isolation or the device is not available.
    """
    with progress_shown(exercise.address) as listener:
        from grader.judging.grade import known_unrun
        from grader.remote.judge import Unavailable

        answer = path if isinstance(path, TextAnswer) else Path(shown(path))
        try:
            known = known_unrun(exercise, answer, options)
            if known is not None:
                return known
            if isinstance(answer, Path):  # as read here: what `/dev/stdin` is depends on who asks
                answer = TextAnswer(str(answer), text_of(content_or_nothing(answer)))
            judge = _judge([exercise])
            return judge.grade(exercise, answer, options, listener, prepare=False)[0]
        except (NoDevice, Unavailable) as error:
            raise Misuse(str(error)) from None


def _judge(exercises: Iterable[Exercise]) -> "RemoteJudge":
    """The judge of this command, in a process that imports torch for it and for its workers."""
    from grader.remote.judge import RemoteJudge

    context = click.get_current_context()
    if __name__ not in context.meta:
        needed = dict.fromkeys(name for one in exercises for name in imports(one.topic))
        judge = RemoteJudge(Path.cwd(), needed)
        context.meta[__name__] = context.find_root().with_resource(judge)
    found: RemoteJudge = context.meta[__name__]
    return found


def judged_here(exercise: Exercise, path: Answer, options: Options = Options()) -> Verdict:
    """The same in this process, for a command that needs torch itself.

    Raises:
        Misuse: the required isolation or the device is not available.
    """
    with progress_shown(exercise.address) as listener:
        from grader.judging.grade import grade

        try:
            answer = path if isinstance(path, TextAnswer) else Path(shown(path))
            return grade(exercise, answer, options, listener)
        except (ConfinementError, NoDevice) as error:
            raise Misuse(str(error)) from None


@contextmanager
def progress_shown(address: str) -> Iterator[Listener]:
    """Show which check is running, on a terminal only, and not where an editor reads lines."""
    console = Console(stderr=True)
    if not console.is_terminal or click.get_current_context().params.get("form") == "line":
        yield Listener()
        return
    with console.status(Text(address)) as status:
        yield _StatusLine(address, status)


class _StatusLine(Listener):
    """Names the check that is running."""

    def __init__(self, address: str, status: Spinner) -> None:
        self._address, self._status = address, status

    def check_started(self, name: str) -> None:
        self._status.update(Text(f"{self._address}  {name}"))
