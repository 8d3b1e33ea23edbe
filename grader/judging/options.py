"""What front ends ask of the judge, and what the judge reports to them during a grade."""

from dataclasses import dataclass

from grader.confine.report import Mode
from grader.verdict import CheckResult


@dataclass(frozen=True)
class Options:
    """How to grade.

    Attributes:
        device: the device to run the submission on: auto, cpu, cuda or mps.
        seed: the seed of the drawn inputs; the same seed draws the same inputs.
        thorough: draw ten times as many inputs.
        isolation: how strictly the submission is confined: require, auto or off.
        shrink: look for the smallest input that shows the first failure, which takes half the time
            of a failing grade; otherwise the smallest of the drawn inputs is shown.
        diagnose: look for the mistake behind the first failure.
        draw: make a picture of the first failure, which takes as long as some twenty inputs.
    """

    device: str = "auto"
    seed: int = 0
    thorough: bool = False
    isolation: Mode = "auto"
    shrink: bool = True
    diagnose: bool = True
    draw: bool = False


class Listener:
    """Follows a grade. Front ends override the methods that they need.

    An exception from a method ends the grade.
    """

    def check_started(self, name: str) -> None:
        """Called with the name of a check before it runs."""

    def check_ended(self, result: CheckResult) -> None:
        """Called with the result of a check as soon as it is known."""

    def failed_first(self, result: CheckResult) -> None:
        """Called with the first failure, before the search for the smallest input."""

    def tick(self) -> None:
        """Called many times a second while the submission runs, and between the judge's steps."""
