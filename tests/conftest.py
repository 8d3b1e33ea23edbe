"""What all tests share: `--all`, signals, one thread each, and one forkserver for all workers."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import catalogue
from grader.catalogue import exercises, imports
from grader.worker.forkserver import expect

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when torch is imported, as many tests do
for exercise in exercises():
    expect(imports(exercise.topic))

# Whoever starts the tests in the background, under nohup say, has their children ignore these.
for name in ("SIGINT", "SIGQUIT", "SIGHUP"):
    number = getattr(signal, name, None)
    if number and signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)


@pytest.fixture
def two_exercises(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of nll/gaussian and vae/kl, for tests of commands that count exercises."""
    monkeypatch.setattr(catalogue, "listing", lambda: Path(__file__).parent / "two_exercises.toml")
    catalogue.topics.cache_clear()
    yield
    catalogue.topics.cache_clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--all` runs the extensive tests too."""
    parser.addoption("--all", action="store_true", help="run the extensive tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is extensive, unless everything or a test by its name is asked for."""
    if config.getoption("--all") or any("::" in argument for argument in config.args):
        return
    left_out = [item for item in items if item.get_closest_marker("extensive")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("extensive")]
