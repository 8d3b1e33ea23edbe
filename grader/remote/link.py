"""The judge's process from outside: starting it, what it is asked, what it reports, its end."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from grader.confine.search_path import started_safely

END_SECONDS = 5.0
"""How long the judge gets to end; it takes a second at most, unless the machine is very busy."""


class Link:
    """A process that runs `grader.remote.process`, without the working folder on its path.

    It ends when this link is closed, and when the process that holds it ends.

    Args:
        workspace: the folder that it works in, and never imports from.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, workspace: Path | None = None) -> None:
        named = [] if workspace is None else [str(workspace)]
        with started_safely():
            self._process = subprocess.Popen(
                [sys.executable, "-m", "grader.remote.process", *named],
                cwd=workspace or tempfile.gettempdir(),  # the current folder may be gone
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # a group that can be ended as one, and gets no ctrl-C
            )

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def follow(self, received: Callable[[Any], None]) -> None:
        """Pass on each report, and None after the last one, in a thread of its own."""
        threading.Thread(target=self._read, args=[received], name="judge", daemon=True).start()

    def send(self, message: Mapping[str, Any]) -> None:
        """Ask for something. That the process has ended is noticed where its reports are read."""
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.write(json.dumps(message).encode("ascii") + b"\n")
            self._process.stdin.flush()

    def close(self) -> None:
        """End the process, and everything that it started."""
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _read(self, received: Callable[[Any], None]) -> None:
        assert self._process.stdout
        with self._process.stdout:
            for line in self._process.stdout:
                received(json.loads(line))
        received(None)
