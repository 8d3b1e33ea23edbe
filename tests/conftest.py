"""What all tests share: signals, one thread each, and one forkserver for all workers."""

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
