"""The stubs of a whole tree, compared with their solutions and written anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from source_samples import DOCSTRING

from grader.source import SourceError, read_solution, stale, stub, write_stubs


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    """Return a function that makes a folder with the solution `vae/kl` and one for stubs."""

    def make(code: str) -> tuple[Path, Path]:
        (tmp_path / "solutions" / "vae").mkdir(parents=True)
        (tmp_path / "solutions" / "vae" / "kl.py").write_text(DOCSTRING + code, encoding="utf-8")
        return tmp_path / "solutions", tmp_path / "exercises"

    return make


CODE = "def f():\n    return 1  # blank: é\n"


def test_a_missing_stub_is_stale_and_gets_written(
    tree: Callable[[str], tuple[Path, Path]],
) -> None:
    """After writing, the stub is the guided one and nothing is stale."""
    solutions, exercises = tree(CODE)
    path = exercises / "vae" / "kl.py"
    assert stale(solutions, exercises) == [path]
    assert write_stubs(solutions, exercises) == [path]
    text = path.read_text(encoding="utf-8")
    assert text == stub(read_solution(solutions / "vae" / "kl.py"), "guided")
    assert stale(solutions, exercises) == []


def test_a_changed_stub_is_stale_and_gets_written(
    tree: Callable[[str], tuple[Path, Path]],
) -> None:
    """A stub that differs in one byte is written anew; one that does not is left alone."""
    solutions, exercises = tree(CODE)
    [path] = write_stubs(solutions, exercises)
    assert write_stubs(solutions, exercises) == []
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert stale(solutions, exercises) == [path]
    assert write_stubs(solutions, exercises) == [path]


def test_a_stub_without_a_solution_is_stale_and_stays(
    tree: Callable[[str], tuple[Path, Path]],
) -> None:
    """It is told, but never deleted: it may hold someone's work."""
    solutions, exercises = tree(CODE)
    write_stubs(solutions, exercises)
    orphan = exercises / "vae" / "old.py"
    orphan.write_text("work", encoding="utf-8")
    assert write_stubs(solutions, exercises) == []
    assert stale(solutions, exercises) == [orphan]


def test_nothing_is_written_where_a_solution_is_unsound(
    tree: Callable[[str], tuple[Path, Path]],
) -> None:
    """One broken solution is an error before the first file changes."""
    solutions, exercises = tree(CODE)
    (solutions / "vae" / "loss.py").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(SourceError):
        write_stubs(solutions, exercises)
    assert not exercises.exists()
