"""The judge's cache, which no submission reads."""

from pathlib import Path

import pytest
from trial import attempt, on_linux

from grader.judging import cache

pytestmark = on_linux


@pytest.mark.parametrize("action", [Path.read_bytes, Path.unlink])
def test_a_worker_neither_reads_nor_removes_what_is_stored(
    action: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could learn from it what wrong answers are known."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache.store("known", {"prints": 1.0})
    [file] = (tmp_path / "practice").iterdir()
    assert attempt(action, file).error == "PermissionError"
    assert cache.load("known")
