"""Searches for bugs in the learner's history: when one begins, and its grades."""

from contextlib import suppress

from grader.buggy.files import InHand, NothingGiven, current
from grader.buggy.given import Given
from grader.learner.progress import End, Mode, Progress
from grader.learner.workspace import Workspace
from grader.verdict import Verdict

SCAFFOLD = "buggy"


def begin_sitting(workspace: Workspace, progress: Progress, given: Given) -> str:
    """Store that a search began, which ends the one before; the new sitting.

    Raises:
        Unstored: it could not be stored.
    """
    with suppress(NothingGiven):
        progress.end(current(workspace, given.exercise).sitting, End.RESTART)
    return _begin(progress, given)


def store(progress: Progress, in_hand: InHand, verdict: Verdict, content: bytes) -> None:
    """Store a grade, which is never a pass of the exercise.

    A grade of no sitting would be one of the learner's own answer. So if the history lost the
    sitting, another one begins.

    Raises:
        Unstored: it could not be stored.
    """
    known = {sitting.id for sitting in progress.sittings()}
    sitting = in_hand.sitting if in_hand.sitting in known else _begin(progress, in_hand.given)
    progress.record(verdict, content, sitting)


def _begin(progress: Progress, given: Given) -> str:
    return progress.begin(
        given.exercise.address, Mode.BUGGY, SCAFFOLD, seed=given.seed, bugs=given.names
    )
