"""Fixtures: a learner, their history, and a clock that the test moves."""

import pytest

from grader.learner.progress import Progress
from grader.learner.workspace import Workspace
from grader.review.desk import Desk
from grader.verdict import Status, Verdict
from tests.cli.conftest import judge, learner
from tests.cli.learner import Learner
from tests.learner.conftest import MovedClock, time

__all__ = ["judge", "learner", "time"]

KL = "vae/kl"


class Reviewer:
    """A learner whose days the test plays."""

    def __init__(self, learner: Learner, time: MovedClock) -> None:
        self.learner, self.time = learner, time
        self.workspace = Workspace(learner.folder)
        self.progress = Progress(learner.database)
        self.desk = Desk(self.workspace, self.progress)
        self._texts = 0

    def grades(self, status: Status, address: str = KL, sitting: str = "") -> None:
        """Grade a new text."""
        self._texts += 1
        content = f"# text {self._texts}\n".encode()
        self.progress.record(Verdict(address, status, ""), content, sitting)

    def solves(self, address: str = KL) -> None:
        """Start an exercise and pass it at the first grade, at once."""
        self.progress.start(address, "interview", 1)
        self.grades(Status.PASS, address)

    def due_in(self, address: str = KL) -> int:
        """In how many days a card is due."""
        due = self.desk.deck().cards[address].due
        assert due is not None
        return (due - self.time.time).days


@pytest.fixture
def reviewer(learner: Learner, time: MovedClock) -> Reviewer:
    """A learner in a fresh workspace."""
    return Reviewer(learner, time)
