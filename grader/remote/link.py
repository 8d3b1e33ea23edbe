"""The judge's process from outside: starting it, what it is asked, what it reports, its end."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from grader.catalogue import all_imports
from grader.confine.scratch import sockets
from grader.confine.search_path import trusted
from grader.worker.forkserver import scrubbed

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from grader.remote.start import main
main()
"""
"""Its search path is an argument: it depends on the home of the user, which is not told."""

END_SECONDS = 5.0
"""How long the judge gets to end; it takes a second at most, unless the machine is very busy."""


class Link:
    """A process that runs `grader.remote.start`, without the working folder on its path.

    It ends when this link is closed, and when the process that holds it ends.

    Args:
        workspace: the folder that it works in, and never imports from.
        imports: the libraries that answers compute with; by default all that any does.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, workspace: Path | None = None, imports: Iterable[str] | None = None) -> None:
        libraries = all_imports() if imports is None else [*imports]
        given = [json.dumps(trusted()), json.dumps([libraries, str(sockets())])]
        self._reported = False
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *given],
            cwd=workspace or tempfile.gettempdir(),  # the current folder may be gone
            env=scrubbed(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # a group that can be ended as one, and gets no ctrl-C
        )
        named = None if workspace is None else str(workspace)
        self.send({"environment": dict(os.environ), "workspace": named})

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
        if not self._reported and hasattr(os, "killpg"):
            # It may be importing for a while yet; no answer runs before the first report.
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
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
                self._reported = True
                received(json.loads(line))
        received(None)
