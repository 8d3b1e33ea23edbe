"""The judge's process from outside: starting it, what it is asked, what it reports, its end."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from grader.catalogue import all_imports
from grader.confine.scratch import scratch, sockets
from grader.confine.search_path import places_shut_out, trusted, variables
from grader.worker.forkserver import scrubbed

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from grader.remote.start import main
main()
"""
"""Its search path is an argument: it depends on the home of the user, which is not told."""

_THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""What was so when it imported its libraries, whatever the user's environment says."""

END_SECONDS = 5.0
"""How long the judge gets to end; it takes a second at most, unless the machine is very busy."""


class Link:
    """A process that runs `grader.remote.start`, without the working folder on its path.

    It ends when this link is closed, and when the process that holds it ends.

    Args:
        folder: the folder that it works in. It imports nothing from there, nor from `exercises/`
            in it, nor from what is shut out here.
        imports: the libraries that answers compute with; by default all that any does.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, folder: Path | None = None, imports: Iterable[str] | None = None) -> None:
        libraries = all_imports() if imports is None else [*imports]
        folders, trees = places_shut_out()
        if folder is not None:
            folders, trees = [*folders, str(folder)], [*trees, str(folder / "exercises")]
        given = [trusted(), [libraries, str(scratch()), str(sockets())]]
        self._reported = False
        environment = {**os.environ, **variables(), **_THREADS}
        try:
            with _interrupts_held():
                self._process = subprocess.Popen(
                    [
                        *(sys.executable, *subprocess._args_from_interpreter_flags()),  # type: ignore[attr-defined]  # not in its stubs
                        *("-c", _START, *map(json.dumps, given)),
                    ],
                    cwd=_to_change_to(folder),
                    env=scrubbed(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    start_new_session=True,  # a group that can be ended as one, and gets no ctrl-C
                )
            self.send({"environment": environment, "folders": folders, "trees": trees})
        except KeyboardInterrupt:  # held until it runs, or while it imports and reads nothing
            self.close()
            raise

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
        if not self._reported:  # it may be importing for a while yet, and has run no answer
            self._kill()
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._kill()
            self._process.wait()

    def _kill(self) -> None:
        if hasattr(os, "killpg") and self.alive:
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def _read(self, received: Callable[[Any], None]) -> None:
        assert self._process.stdout
        with self._process.stdout:
            for line in self._process.stdout:
                self._reported = True
                received(json.loads(line))
        received(None)


def _to_change_to(folder: Path | None) -> Path | str | None:
    """The folder to start in; None stays in the current one, which may be closed to newcomers.

    Args:
        folder: the one that is wanted, or None for any: the current one may be gone.
    """
    if folder is None:
        return tempfile.gettempdir()
    with suppress(OSError):
        return None if folder == Path.cwd() else folder
    return folder


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let ctrl-C wait until the end of the block, when what starts in it is known."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
