"""A killed command leaves what the learner had; `benchmarks/kills.py` kills hundreds."""

import sys
from pathlib import Path

import pytest

from tests.sampling import sampled
from tests.survival.hardship import COMMANDS, Hardship

pytestmark = pytest.mark.extensive


@pytest.mark.skipif(sys.platform != "linux", reason="finds its processes in /proc")
@pytest.mark.parametrize(
    "command",
    sampled({" ".join(c): (c,) for c in COMMANDS}, count=0, extensive=3),
)
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Files and history are as they were or as they were to be, and the next command works."""
    hardship = Hardship(tmp_path, seed=0)
    for _ in range(3):
        hardship.strikes(command)
