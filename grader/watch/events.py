"""The events of a watch. They all arrive on one queue, in the order in which they happened."""

from collections.abc import Callable
from dataclasses import dataclass

from grader.catalogue import Exercise
from grader.judging.options import Options
from grader.judging.submission import Answer
from grader.verdict import CheckResult, Verdict


@dataclass(frozen=True, eq=False)
class GradeRequest:
    """A request for one grade; two requests for the same answer are different."""

    exercise: Exercise
    path: Answer
    options: Options


@dataclass(frozen=True)
class Key:
    """A key was pressed."""

    name: str


@dataclass(frozen=True)
class Saved:
    """The content of these files changed; the last saved comes last."""

    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class Gone:
    """The file of an exercise stays empty or unreadable; `why` is a sentence."""

    exercise: Exercise
    why: str


@dataclass(frozen=True)
class Checking:
    """A check of a grade started."""

    request: GradeRequest
    name: str


@dataclass(frozen=True)
class Checked:
    """A check of a grade ended."""

    request: GradeRequest
    result: CheckResult


@dataclass(frozen=True)
class Failing:
    """The first check of a grade failed; the rest is still running."""

    request: GradeRequest
    result: CheckResult


@dataclass(frozen=True)
class Graded:
    """A grade is done; `content` is what was graded, or empty if that is not known."""

    request: GradeRequest
    verdict: Verdict
    content: bytes


@dataclass(frozen=True)
class GraderFault:
    """The grader itself failed on a grade, or outside any grade."""

    request: GradeRequest | None
    error: Exception


@dataclass(frozen=True)
class Continued:
    """The process continues after a stop."""


@dataclass(frozen=True)
class Resized:
    """The terminal was resized."""


Event = (
    Key | Saved | Gone | Checking | Checked | Failing | Graded | GraderFault | Continued | Resized
)
Put = Callable[[Event], None]
