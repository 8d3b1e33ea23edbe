"""Grading answers that are in no file, with the judge, the history and the interview's rules."""

import atexit
import sys
from functools import cache
from pathlib import Path

from grader.catalogue import Exercise
from grader.judging.options import Options
from grader.learner.progress import Progress, Unstored
from grader.learner.workspace import Workspace, nearest
from grader.notebook.answer import CellAnswer
from grader.notebook.result import Result
from grader.remote.judge import JudgeFailed, RemoteJudge
from grader.render.commands import Commands
from grader.verdict import Verdict

NO_WORKSPACE = (
    "Nothing is stored, since there is no workspace around this folder; `practice init DIR` "
    "creates one."
)


class NotGraded(Exception):
    """There is no verdict; the message is a sentence for the learner."""


def grade(exercise: Exercise, answer: CellAnswer, steps: Commands) -> Result:
    """Grade an answer, and store the verdict in the workspace around this folder, if any.

    Args:
        exercise: the exercise.
        answer: the answer.
        steps: word the next step.

    Raises:
        NotGraded: an open interview asks the exercise, or the judge failed.
    """
    here = _workspace()
    notes = answer.notes()
    if here:
        _refuse_in_interview(here, exercise)
    judge = _judge(here.root if here else None)
    try:
        verdict, content = answer.graded(
            lambda text: judge.grade(exercise, text, Options(draw=True))
        )
    except JudgeFailed as failure:
        if failure.trace:
            sys.stderr.write(failure.trace)
            raise NotGraded(f"{failure} Please report it with the lines above.") from None
        raise NotGraded(str(failure)) from None
    hints = 0
    if here is None:
        notes.append(NO_WORKSPACE)
    else:
        hints, problem = _store(here, exercise, verdict, content)
        notes += problem
    return Result(exercise, verdict, steps, hints, tuple(notes))


def _workspace() -> Workspace | None:
    try:
        return nearest(Path.cwd())
    except FileNotFoundError:  # the current folder was removed
        return None


@cache
def _judge(root: Path | None) -> RemoteJudge:
    """The judge of a workspace, which stays warm as long as this process lives."""
    judge = RemoteJudge(root)
    atexit.register(judge.close)
    return judge


def _refuse_in_interview(here: Workspace, exercise: Exercise) -> None:
    from grader.interview.gate import refuse
    from grader.interview.session import Refused

    try:
        refuse(here, [exercise], "it is graded by `practice grade` alone")
    except Refused as refused:
        raise NotGraded(str(refused)) from None
    except Unstored:
        pass  # storing the verdict says it


def _store(
    here: Workspace, exercise: Exercise, verdict: Verdict, content: bytes
) -> tuple[int, list[str]]:
    """Store a verdict; return how many hints were taken, and what went wrong."""
    progress = Progress(here.database)
    try:
        progress.record(verdict, content)
        hints = progress.history(exercise.address).hints_now
    except Unstored as problem:
        return 0, [str(problem)]
    return hints, [progress.notice] if progress.notice else []
