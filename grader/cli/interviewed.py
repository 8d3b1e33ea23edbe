"""What commands do with an exercise that belongs to an open interview."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.catalogue import Exercise
from grader.cli.output import print_parts, progress_optional, warn
from grader.learner.interviews import Interviews
from grader.learner.progress import Unstored
from grader.learner.workspace import Workspace

if TYPE_CHECKING:
    from grader.interview.gate import Held
    from grader.interview.running import Judge, Run
    from grader.judging.options import Options


def held(here: Workspace | None, exercises: Sequence[Exercise]) -> "Held | None":
    """The first of some exercises that the open interview asks for, or None.

    Raises:
        ClickException: the interview ended just now, because its time was up.
    """
    if here is None or not _may_be_open(here):
        return None
    from grader.interview import gate

    with refusals(), progress_optional():
        return gate.held(here, exercises)
    return None


def refuse(here: Workspace | None, exercises: Sequence[Exercise], what: str) -> None:
    """Refuse a command on exercises of the open interview.

    Args:
        here: the workspace.
        exercises: what the command is about.
        what: what it would do, such as "the solution is not shown".

    Raises:
        ClickException: one of them is in the interview.
    """
    if here is None or not _may_be_open(here):
        return
    from grader.interview import gate

    with refusals(), progress_optional():
        gate.refuse(here, exercises, what)


def refuse_quiz(here: Workspace | None) -> None:
    """Refuse the quiz while the open interview asks questions.

    Raises:
        ClickException: it does.
    """
    if here is None or not _may_be_open(here):
        return
    from grader.interview import gate

    with refusals(), progress_optional():
        gate.refuse_quiz(here)


def refuse_review(here: Workspace) -> None:
    """Refuse reviews while an interview is open.

    Raises:
        ClickException: one is.
    """
    if not _may_be_open(here):
        return
    from grader.interview import gate

    with refusals(), progress_optional():
        gate.refuse_review(here)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal of the interview into a sentence and an exit code."""
    from grader.interview.session import Refused

    try:
        yield
    except Refused as error:
        raise click.ClickException(str(error)) from None


def interview_file(found: "Held") -> Path | None:
    """The file of the part that an exercise has in the interview, written if it is missing."""
    from grader.interview.files import provide

    session = found.session
    return provide(session.workspace, session.progress, found.interview, found.part)


def grade(found: "Held", options: "Options", judge: "Judge") -> "Run":
    """Grade an exercise of the interview.

    Raises:
        ClickException: the candidate is not at its part, or the time is up.
    """
    from grader.interview.running import run

    try:
        with refusals():
            return run(found, options, judge)
    finally:
        for notice in found.session.notices:
            warn(notice)


def hint(found: "Held", everything: bool) -> None:
    """Give a hint as an interviewer would."""
    from grader.interview import gate
    from grader.interview.session import Refused
    from grader.interview.views import hint_view

    with refusals():
        if everything:
            gate.at_its_part(found)
            raise Refused("In an interview you ask for one hint at a time; leave out --all.")
        interview, solution, number = gate.hint(found)
    print_parts(*hint_view(interview, solution, number))


def _may_be_open(here: Workspace) -> bool:
    """Whether an interview may be open, without reading more than its last rows."""
    rows = Interviews(here.database)
    try:
        return rows.last_is_open()
    except Unstored:
        return False  # the command itself says so
    finally:
        if rows.notice:
            warn(rows.notice)
