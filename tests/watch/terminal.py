"""`practice watch` at a real pseudo-terminal, and somebody who looks at it and presses keys."""

import fcntl
import os
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyte

from grader.catalogue import find_one
from tests.cli.learner import HERE, Learner, write_stubs

PATIENCE = 60.0
"""Seconds after which something that should be seen has not happened."""

PRETENDED = "import tests.watch.pretended"
ADDRESS = "gmm/threshold"
NEXT = "gmm/detect"
"""The exercise after it."""


def workspace(folder: Path) -> Learner:
    """A learner with the stubs of all exercises."""
    write_stubs(folder)
    return Learner(folder)


def solution(address: str = ADDRESS) -> str:
    """A right answer."""
    return find_one(address).solution.read_text("utf-8")


def until(done: Callable[[], Any]) -> None:
    """Wait for something to happen."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


class Watched:
    """A terminal in which a command runs.

    Args:
        learner: whose folder it is.
        arguments: of the command line, behind `practice`.
        patch: Python to run in the process first.
        rows: of the terminal; pages fit, unless told otherwise.
        through: a program that is to run the command.
        environment: variables that differ.
    """

    def __init__(
        self,
        learner: Learner,
        *arguments: str,
        patch: str = PRETENDED,
        rows: int = 120,
        through: tuple[str, ...] = (),
        **environment: str,
    ) -> None:
        self.folder = learner.folder
        self.raw = b""
        self._screen = pyte.Screen(80, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._ours, self._theirs = os.openpty()
        termios.tcsetwinsize(self._theirs, (rows, 80))
        self.settings_before = self.settings
        hidden = ("NO_COLOR", "COLUMNS", "LINES")
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        start = f"{patch}\nfrom grader.cli import main\nmain(prog_name='practice')"
        self.process = subprocess.Popen(
            [sys.executable, *through, "-c", start, *arguments],
            cwd=learner.folder,
            env=kept | {"PYTHONPATH": str(HERE), "TERM": "xterm-256color"} | environment,
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            self.process.wait(PATIENCE)
        for end in (self._ours, self._theirs):
            if end >= 0:
                os.close(end)

    @property
    def terminal(self) -> int:
        """The end of the terminal where the command is."""
        return self._theirs

    @property
    def settings(self) -> list[Any]:
        """Those of the terminal."""
        return termios.tcgetattr(self._theirs)

    @property
    def lines(self) -> list[str]:
        """What is on the screen."""
        self._look(0)
        return [line.rstrip() for line in self._screen.display]

    @property
    def log(self) -> list[str]:
        """What the pretended judge was asked for."""
        file = self.folder / "log"
        return file.read_text("utf-8").splitlines() if file.exists() else []

    def sees(self, *texts: str) -> "Watched":
        """Wait until texts are on the screen together, wherever lines are wrapped."""
        end = time.monotonic() + PATIENCE
        while True:
            ended = self.process.poll() is not None
            if all(text in " ".join(" ".join(self.lines).split()) for text in texts):
                return self
            late = ended or time.monotonic() > end
            assert not late, f"{texts} are not all in:\n" + "\n".join(self.lines)
            self._look(0.05)

    def lacks(self, *texts: str) -> "Watched":
        """Expect texts not to be on the screen."""
        shown = "\n".join(self.lines)
        for text in texts:
            assert text not in shown, shown
        return self

    def logs(self, *lines: str) -> "Watched":
        """Wait for lines in the log, and expect no other."""
        until(lambda: self._look(0.01) or len(self.log) >= len(lines))
        assert self.log == list(lines), self.log
        return self

    def presses(self, keys: str) -> "Watched":
        """Press keys."""
        os.write(self._ours, keys.encode())
        return self

    def resizes(self, rows: int, columns: int) -> "Watched":
        """Give the window another size."""
        self._look(0)
        self._screen.resize(rows, columns)
        termios.tcsetwinsize(self._theirs, (rows, columns))
        return self

    def stands_still(self) -> "Watched":
        """Stop the process, every thread of it."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)
        return self

    def hangs_up(self) -> "Watched":
        """Close the terminal."""
        for end in (self._theirs, self._ours):
            os.close(end)
        self._ours = self._theirs = -1
        return self

    def ends(self, code: int) -> "Watched":
        """Expect the process to end with this code."""
        until(lambda: self._look(0.01) or self.process.poll() is not None)
        assert self.process.returncode == code, "\n".join(self.lines)
        return self

    def _look(self, seconds: float) -> None:
        while self._ours >= 0 and select.select([self._ours], [], [], seconds)[0]:
            chunk = os.read(self._ours, 65536)
            self.raw += chunk
            self._stream.feed(chunk)
            seconds = 0
