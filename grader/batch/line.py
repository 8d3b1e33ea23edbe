"""A whole line of results, as a page or a learner's feedback shows it."""

import msgspec

from grader.picture import Picture
from grader.verdict import BlankLeft, CheckResult, Misconception, Status, Verdict


class Unreadable(ValueError):
    """A line that this version cannot read."""


class Line(msgspec.Struct, frozen=True):
    """What a line says about an answer; docs/batch.md describes the fields."""

    exercise: str
    status: Status | None = msgspec.field(name="verdict")
    message: str
    path: str
    seconds: float = 0.0
    checks: tuple[CheckResult, ...] = ()
    misconception: Misconception | None = None
    blanks: tuple[BlankLeft, ...] = ()
    device: str = "cpu"
    seed: int = 0
    output: str = ""
    isolation: str = ""
    picture: Picture | None = None
    fault: str | None = None
    sha256: str = ""
    kit: str = ""
    at: str = ""

    @property
    def verdict(self) -> Verdict | None:
        """The verdict, or None if there is none."""
        if self.status is None:
            return None
        return Verdict(
            self.exercise,
            self.status,
            self.message,
            self.checks,
            self.misconception,
            self.blanks,
            self.device,
            self.seed,
            self.seconds,
            self.path,
            self.output,
            self.isolation,
            self.picture,
        )


_decoder = msgspec.json.Decoder(Line)


def read_line(line: bytes) -> Line:
    """Read a line.

    Raises:
        Unreadable: it is damaged, or of a version that cannot be read.
    """
    try:
        return _decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise Unreadable(str(error)) from None
