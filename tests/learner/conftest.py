"""Fixtures: a history, and a clock that the test moves."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grader.learner import clock
from grader.learner.progress import Progress
from tests.cli.conftest import judge, learner

__all__ = ["judge", "learner"]


class MovedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """What time it is."""
        return self.time

    def passes(self, **time: float) -> None:
        """Let time pass, or go back."""
        self.time += timedelta(**time)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> MovedClock:
    """The learner's clock."""
    moved = MovedClock()
    monkeypatch.setattr(clock, "now", moved)
    return moved


@pytest.fixture
def progress(tmp_path: Path) -> Progress:
    """An empty history."""
    return Progress(tmp_path / "progress.db")
