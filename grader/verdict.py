"""The result of a grade, as frozen data. Every renderer is a pure function of these records."""

from dataclasses import dataclass
from enum import StrEnum

from grader.picture import Picture

SCHEMA_VERSION = 1


class Status(StrEnum):
    """The outcome of an exercise, or of one check."""

    PASS = "pass"
    FAIL = "fail"
    BLANK = "blank"
    ERROR = "error"
    TIMEOUT = "timeout"
    LIBRARY = "library"
    SKIPPED = "skipped"  # only for a check: it was not reached, or cannot run here


@dataclass(frozen=True)
class Counterexample:
    """The smallest input found that shows a failure.

    Attributes:
        code: Python to paste that rebuilds the input and makes the call.
        got: what the submission returned, as the learner would print it.
        expected: what the reference returns, printed likewise; None if the check needs none.
        difference: their ratio, difference or first position that differs, in words, or None.
        printed: what the submission printed on this input, cut to a limit, or None.
    """

    code: str
    got: str | None = None
    expected: str | None = None
    difference: str | None = None
    printed: str | None = None


@dataclass(frozen=True)
class CheckResult:
    """The outcome of one check.

    Attributes:
        name: the slug of the check, such as `kl_divergence: gradient`.
        status: pass, fail, blank, error, timeout, library or skipped.
        expected: the law that was checked: the sentence shown to the learner.
        message: what was observed, in one or two sentences; empty if the check passed.
        counterexample: the smallest input that shows a failure, if there is one.
        traceback: for an exception, the lines of the learner's own file that led to it, as Python
            shows them, with the innermost marked; for a call that timed out, where it was.
        examples: how many inputs were tried.
        seconds: how long the check took.
    """

    name: str
    status: Status
    expected: str
    message: str = ""
    counterexample: Counterexample | None = None
    traceback: str | None = None
    examples: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Misconception:
    """The mistake that explains the submission's answers.

    Attributes:
        id: its slug.
        message: the sentence for the learner.
        hint: the number (1 to 3) of the hint that helps, or None.
    """

    id: str
    message: str
    hint: int | None = None


@dataclass(frozen=True)
class BlankLeft:
    """A blank that is not filled in yet.

    Attributes:
        prompt: what belongs there.
        line: its line in the learner's file, from 1.
        number: which blank of the stub it is, from 1.
        total: how many blanks the stub has.
        function: the function or method that it is in.
    """

    prompt: str
    line: int
    number: int
    total: int
    function: str


@dataclass(frozen=True)
class Verdict:
    """The grade of one submission.

    Attributes:
        exercise: its address.
        status: the verdict; never `skipped`.
        message: the verdict in one sentence.
        checks: every check, in the order in which they ran.
        misconception: the misconception that explains every failure, if there is one.
        blanks: the blanks that are left to fill in.
        device: the device that the submission ran on: cpu, cuda or mps.
        seed: the seed that draws the same inputs again.
        seconds: wall time of the grade.
        path: the graded file, as the user named it.
        output: what the submission printed, cut to a limit.
        isolation: the isolation that was in force: complete, partial or off.
        picture: shows the first failure, or None.
    """

    exercise: str
    status: Status
    message: str
    checks: tuple[CheckResult, ...] = ()
    misconception: Misconception | None = None
    blanks: tuple[BlankLeft, ...] = ()
    device: str = "cpu"
    seed: int = 0
    seconds: float = 0.0
    path: str = ""
    output: str = ""
    isolation: str = ""
    picture: Picture | None = None

    @property
    def first_failure(self) -> CheckResult | None:
        """The check that the learner should look at first, or None if every check passed."""
        return next((c for c in self.checks if c.status not in (Status.PASS, Status.SKIPPED)), None)
