"""Fixtures: a victim, and children that cannot hide."""

import ctypes
import sys
from pathlib import Path

import pytest

from grader.catalogue import imports
from grader.confine import available
from grader.worker.forkserver import warm_up
from tests.attacks.victim import Victim

_PR_SET_CHILD_SUBREAPER = 36


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs isolation where there is none."""
    if not (sys.platform == "linux" and available().complete):
        reason = pytest.mark.skip(reason="this system cannot confine a submission")
        for item in items:
            if item.path.is_relative_to(Path(__file__).parent):
                item.add_marker(reason)


@pytest.fixture(scope="session", autouse=True)
def nobody_hides() -> None:
    """Orphans of this process become its children: a daemon is found, however it was started."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    warm_up([*imports("vae"), *imports("gmm")])


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    """A decoy of a home with a workspace in it."""
    return Victim(tmp_path)
