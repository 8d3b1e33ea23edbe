"""Grading in an interview: with the part's own file, mode and inputs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader.catalogue import Exercise
from grader.interview.files import given
from grader.interview.gate import Held, at_its_part
from grader.interview.plan import BUGS
from grader.interview.state import Interview, PartState
from grader.judging.options import Options
from grader.verdict import Verdict

if TYPE_CHECKING:
    from grader.interview.grading import Outcome

Judge = Callable[[Exercise, Sequence[str], Path, Options], "Outcome"]
"""Grades the file of a part, with the bugs that were placed in it, if any."""


@dataclass(frozen=True)
class Run:
    """A grade of an interview.

    Attributes:
        verdict: what the candidate may see of it.
        interview: the interview after it.
        part: the part that it was for.
        left: how many bugs are left, where they were to be found.
        in_time: whether it counts, because the time was not up.
    """

    verdict: Verdict
    interview: Interview
    part: PartState
    left: int
    in_time: bool


@dataclass(frozen=True)
class Asked:
    """A grade that was asked for in time.

    Attributes:
        held: the exercise, at its part.
        file: what to grade.
        options: how, with the part's own seed.
    """

    held: Held
    file: Path
    options: Options


def run(found: Held, options: Options, judge: Judge) -> Run:
    """Grade the file of the part that the candidate is at, and store it.

    Args:
        found: the exercise.
        options: how to grade; its seed is replaced by the part's own.
        judge: grades the file.

    Raises:
        Refused: the exercise is of another part, or this version does not have it.
    """
    asked = ask(found, options)
    part = asked.held.part
    bugs = part.bugs if part.part.kind == BUGS else ()
    done = judge(asked.held.exercise, bugs, asked.file, asked.options)
    return store(asked, done.verdict, done.content, done.noted, done.left)


def ask(found: Held, options: Options) -> Asked:
    """Begin a grade of the part that the candidate is at.

    Raises:
        Refused: the exercise is of another part, or this version does not have it.
        TimeIsUp: the time is up.
    """
    held = at_its_part(found)
    _ = held.exercise  # refused if this version does not have it
    file = held.session.look(held.interview)
    return Asked(held, file, replace(options, seed=held.part.part.seed))


def store(
    asked: Asked, verdict: Verdict, content: bytes, noted: Mapping[str, object], left: int = 0
) -> Run:
    """Store a grade that was asked for.

    Args:
        asked: the grade.
        verdict: the whole verdict.
        content: what was graded.
        noted: what else is kept of it, by `grader.interview.grading`.
        left: how many bugs are left, where they were to be found.
    """
    from grader.interview.grading import for_candidate
    from grader.learner.texts import digest

    held = asked.held
    part = held.part
    kept = {**noted, "digest": digest(content) if content else ""}
    if part.part.kind == BUGS and content == given(held.exercise, part).encode():
        kept["status"] = "blank"  # to run it before touching it costs nothing
    after = held.session.grade(held.interview, part, verdict, content, kept)
    now = after.parts[part.number - 1]
    return Run(for_candidate(verdict), after, now, left, after.ended is None)
