"""The stubs of all exercises, kept in sync with their solutions."""

from collections.abc import Iterator
from pathlib import Path

from grader.source.reader import read_solution
from grader.source.scaffold import stub


def stale(solutions: Path, exercises: Path) -> list[Path]:
    """Return the stubs that are missing, differ from their solution, or have no solution.

    Args:
        solutions: the folder of `<topic>/<exercise>.py` with the solutions.
        exercises: the folder of the same shape with the guided stubs.

    Raises:
        SourceError: a solution breaks a rule of the format.
    """
    wanted = dict(_stubs(solutions, exercises))
    differing = [path for path, text in wanted.items() if _differs(path, text)]
    return sorted([*differing, *(set(exercises.glob("*/*.py")) - wanted.keys())])


def write_stubs(solutions: Path, exercises: Path) -> list[Path]:
    """Write the stubs that are missing or differ from their solution, and return their paths.

    A stub without a solution is not removed.

    Args:
        solutions: the folder of `<topic>/<exercise>.py` with the solutions.
        exercises: the folder of the same shape with the guided stubs.

    Raises:
        SourceError: a solution breaks a rule of the format; then nothing is written.
        OSError: a stub cannot be written.
    """
    wanted = dict(_stubs(solutions, exercises))
    written = [path for path, text in wanted.items() if _differs(path, text)]
    for path in written:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    return written


def _stubs(solutions: Path, exercises: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(solutions.glob("*/*.py")):
        yield exercises / path.relative_to(solutions), stub(read_solution(path), "guided")


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_bytes() != text.encode()
