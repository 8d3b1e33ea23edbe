"""What happens while the kit watches. Everything arrives on one queue, in the order it happened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Exercise
from grader.judging.options import Options
from grader.verdict import CheckResult, Verdict


@dataclass(frozen=True, eq=False)
class GradeRequest:
    """One grade that was asked for; two for the same file are two."""

    exercise: Exercise
    path: Path
    options: Options


@dataclass(frozen=True)
class Key:
    """A key was pressed."""

    name: str


@dataclass(frozen=True)
class Saved:
    """The content of these files changed; the last-saved comes last."""

    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class Gone:
    """The file of an exercise is empty or cannot be read, and stays so; `why` is a sentence."""

    exercise: Exercise
    why: str


@dataclass(frozen=True)
class Checking:
    """A check of a job begins."""

    request: GradeRequest
    name: str


@dataclass(frozen=True)
class Failing:
    """The first check of a job failed; more is being found out."""

    request: GradeRequest
    result: CheckResult


@dataclass(frozen=True)
class Graded:
    """A job is done; `digest` is of the content that it is about, or empty."""

    request: GradeRequest
    verdict: Verdict
    digest: str


@dataclass(frozen=True)
class GraderFault:
    """The grader itself failed at a job, or at watching where there is none."""

    request: GradeRequest | None
    error: Exception


@dataclass(frozen=True)
class Continued:
    """The process goes on after a stop."""


@dataclass(frozen=True)
class Resized:
    """The terminal has another size."""


Event = Key | Saved | Gone | Checking | Failing | Graded | GraderFault | Continued | Resized
Put = Callable[[Event], None]
