"""Solution sources for the tests: one that uses every form, and small ones around a body."""

from collections.abc import Callable
from pathlib import Path

import pytest
from source_samples import DOCSTRING

from grader.source import Solution, read_solution


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that saves a solution of a given code and returns its path."""

    def save(code: str, docstring: str = DOCSTRING) -> Path:
        path = tmp_path / "exercise.py"
        path.write_text(docstring + code, encoding="utf-8")
        return path

    return save


@pytest.fixture
def read(write: Callable[..., Path]) -> Callable[..., Solution]:
    """Return a function that saves a solution of a given code and reads it."""

    def save_and_read(code: str, docstring: str = DOCSTRING) -> Solution:
        return read_solution(write(code, docstring))

    return save_and_read


@pytest.fixture
def sample() -> Solution:
    """Return the solution that uses every form of blank."""
    return read_solution(Path(__file__).parent / "sample.py")
