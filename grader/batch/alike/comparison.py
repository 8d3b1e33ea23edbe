"""Comparing the answers of a class, exercise by exercise, in another process."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from grader.batch.alike.task import File, Report, Task
from grader.confine.search_path import started_safely


class ComparisonFailed(Exception):
    """The process ended before it was done."""


def compare_class(
    root: Path, answers: dict[str, list[File]], *, lines: bool = False
) -> Iterator[Report]:
    """Compare answers.

    Args:
        root: the folder of all learners.
        answers: the answers to each exercise, by its address.
        lines: whether the lines that two answers share are wanted.

    Yields:
        What was found, an exercise at a time.

    Raises:
        ComparisonFailed: the process ended before it was done.
    """
    with started_safely():
        process = subprocess.Popen(
            [sys.executable, "-m", "grader.batch.alike.process"],
            cwd=tempfile.gettempdir(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # ctrl-C is for the one that reads the reports
        )
    assert process.stdin
    assert process.stdout
    with process:
        try:
            with suppress(OSError):  # it has ended, which its exit code tells
                process.stdin.write(msgspec.json.encode(Task(str(root.resolve()), answers, lines)))
                process.stdin.close()
            for line in process.stdout:
                yield msgspec.json.decode(line, type=Report)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise ComparisonFailed("The comparison ended before it was done; try again.")
