"""What all tests share: which of them run, signals, one thread each, one forkserver for workers."""

import os
import shutil
import signal
import tempfile
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


# One cache for all processes of the tests, and not the user's own.
IS_FIRST = "PYTEST_XDIST_WORKER" not in os.environ
if IS_FIRST:
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="practice-tests-")


@pytest.fixture
def two_exercises(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of nll/gaussian and vae/kl, for tests of commands that count exercises."""
    monkeypatch.setattr(catalogue, "listing", lambda: Path(__file__).parent / "two_exercises.toml")
    catalogue.topics.cache_clear()
    yield
    catalogue.topics.cache_clear()


def pytest_unconfigure() -> None:
    """Remove what the tests have cached, after all of them."""
    if IS_FIRST:
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--all` runs the extensive tests too, `--exhaustive` every case of every test."""
    parser.addoption("--all", action="store_true", help="run the extensive tests too")
    parser.addoption("--exhaustive", action="store_true", help="run every case of every test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long, unless it or a test by its name is asked for."""
    if config.getoption("--exhaustive") or any("::" in argument for argument in config.args):
        return
    longer = {"exhaustive"} if config.getoption("--all") else {"exhaustive", "extensive"}
    left_out = [item for item in items if longer & {mark.name for mark in item.iter_markers()}]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]
