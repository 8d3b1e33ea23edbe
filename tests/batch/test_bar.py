"""Progress, for a terminal and for a pipe."""

import os
import pty
import subprocess

import pytest

from grader.batch.progress_bar import Bar, duration
from tests.batch.school import School
from tests.cli.learner import HERE, PRACTICE


def test_a_pipe_gets_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    """The line has the count, the rate and the time left."""
    with Bar(3, every=0) as bar:
        bar.advance()
        bar.advance()
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("1 of 3 files, ")
    assert second.startswith("2 of 3 files, ")
    assert " per second, " in second
    assert second.endswith(" left.")


def test_a_pipe_gets_no_line_before_it_is_time(capsys: pytest.CaptureFixture[str]) -> None:
    """A short batch is silent."""
    with Bar(1, every=3600) as bar:
        bar.advance()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("seconds", "said"), [(1.2, "1 s"), (89, "89 s"), (100, "2 min"), (7200, "2.0 h")]
)
def test_a_time_is_said_as_people_do(seconds: float, said: str) -> None:
    """Seconds, minutes or hours, whichever is short."""
    assert duration(seconds) == said


@pytest.mark.extensive
def test_a_terminal_gets_a_bar_that_leaves_no_trace(school: School) -> None:
    """Count and rate are shown meanwhile, and the summary stays within 80 columns."""
    school.hands_in("ann")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PRACTICE, "batch", "class", "--jobs", "1"],
        cwd=school.folder,
        env=os.environ | {"PYTHONPATH": str(HERE), "TERM": "xterm-256color", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    ) as process:
        os.close(theirs)
        received = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            received += chunk
        out = process.communicate(timeout=60)[0]
    os.close(ours)
    assert "0/1" in received.decode()
    assert process.returncode == 0
    assert all(len(line) <= 80 for line in out.splitlines())
