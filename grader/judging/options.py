"""What front ends say to the judge, and what the judge says to them while it grades."""

from dataclasses import dataclass

from grader.confine.report import Mode
from grader.verdict import CheckResult


@dataclass(frozen=True)
class Options:
    """How to grade.

    Attributes:
        device: auto, cpu, cuda or mps: where the submission's tensors live.
        seed: varies the inputs that are drawn; the same seed draws the same inputs.
        thorough: draw ten times as many inputs.
        isolation: how strictly the submission is confined: require, auto or off.
        shrink: look for the smallest input that shows the first failure, which takes half of the
            time of a grade that fails; else it is shown on the smallest of those drawn.
        diagnose: look for the mistake behind the first failure.
    """

    device: str = "auto"
    seed: int = 0
    thorough: bool = False
    isolation: Mode = "auto"
    shrink: bool = True
    diagnose: bool = True


class Listener:
    """Hears how a grade goes. Front ends override what they want to hear.

    Whatever a method raises ends the grade.
    """

    def check_started(self, name: str) -> None:
        """Hear the name of a check before it runs."""

    def check_ended(self, result: CheckResult) -> None:
        """Hear the result of a check as soon as it is known."""

    def failed_first(self, result: CheckResult) -> None:
        """Hear of the first failure, before the smallest input is looked for."""

    def tick(self) -> None:
        """Run many times a second while the submission runs, and between the judge's steps."""
