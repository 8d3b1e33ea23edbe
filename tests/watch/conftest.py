"""Fixtures: a learner with a workspace."""

from pathlib import Path

import pytest

from tests.cli.learner import Learner
from tests.watch.terminal import workspace


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """A learner in a fresh workspace."""
    return workspace(tmp_path)
