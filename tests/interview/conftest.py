"""A learner in a fresh workspace, a judge whose verdicts the test chooses, and clocks it sets."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from grader.interview.plan import BUGS, CODE, EXPLAIN, QUICK, SCHEMA, Part, Plan, to_json
from grader.learner import stopwatch
from grader.learner.stopwatch import Reading
from tests.cli.conftest import judge, learner
from tests.cli.learner import Learner

__all__ = ["judge", "learner"]

QUESTIONS = ("mse-assumption", "softmax-shift")
PARTS = (
    Part(QUICK, 4, questions=QUESTIONS),
    Part(CODE, 12, "vae/kl", seed=7),
    Part(EXPLAIN, 5, "priors/l2"),
)


@dataclass
class Clocks:
    """The clocks of the machine, which stand still until a test moves them."""

    reading: Reading = field(default_factory=lambda: Reading(1_800_000_000.0, 1000.0, "first"))

    def pass_minutes(self, minutes: float) -> None:
        """Let time pass, awake or asleep."""
        now = self.reading
        self.reading = now._replace(wall=now.wall + 60 * minutes, boot=now.boot + 60 * minutes)

    def set_wall(self, minutes: float) -> None:
        """Set the clock on the wall forward, or back."""
        self.reading = self.reading._replace(wall=self.reading.wall + 60 * minutes)

    def restart(self, minutes: float) -> None:
        """Restart the machine, which takes so long."""
        wall = self.reading.wall + 60 * minutes
        self.reading = Reading(wall, 30.0, self.reading.system + "+")


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clocks]:
    """Clocks that only the test moves."""
    found = Clocks()
    monkeypatch.setattr(stopwatch, "read", lambda: found.reading)
    return found


@pytest.fixture
def candidate(learner: Learner, clocks: Clocks) -> Learner:
    """A learner in the quick round of an interview of 30 minutes that is the same in each test."""
    begin(learner)
    return learner


def begin(learner: Learner, *parts: Part, minutes: int = 30) -> None:
    """Begin an interview with these parts."""
    plan = Plan(SCHEMA, 3, "junior", minutes, (), parts or PARTS)
    (learner.folder / "plan.json").write_text(to_json(plan), "utf-8")
    learner.runs("interview", "--plan", "plan.json").exits(0)


BUGGY = Part(BUGS, 8, "vae/kl", seed=5, bugs=2)
