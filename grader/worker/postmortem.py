"""Why a worker gives no answer, in a sentence for the learner: where it is stuck, how it ended."""

import contextlib
import os
import re
import signal
import time
from multiprocessing.process import BaseProcess

from grader.worker.captured_output import Output
from grader.worker.failures import Died, TimedOut

DUMP_SECONDS = 0.5
"""How long a stuck process gets to report where it is."""

KILLED_SECONDS = 5.0
"""How long a killed process may take to be gone."""

END_SECONDS = 1.0
"""How long a process that has closed its channel may take to end."""


class Postmortem:
    """Says what has become of a process, and ends it.

    Args:
        process: the process.
        output: what it prints.

    Attributes:
        path: the name of the learner's file in tracebacks, once there is one.
    """

    def __init__(self, process: BaseProcess, output: Output) -> None:
        self.path = ""
        self._process = process
        self._output = output

    def stuck(self, seconds: float) -> TimedOut:
        """End a process that did not return from a call within so many seconds."""
        place, line = self._stopped()
        return TimedOut(f"Your code did not return within {seconds:g} seconds.{place}", line)

    def slow(self, seconds: float) -> TimedOut:
        """End a process that took longer than this for all its calls."""
        place, line = self._stopped()
        return TimedOut(
            f"All calls of your code together took over {seconds:g} seconds.{place}", line
        )

    def died(self) -> Died:
        """Explain a process that has ended, or at least closed its channel."""
        self._wait_for_end()
        code = self._process.exitcode
        self._output.read_rest()
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                name = signal.Signals(-code).name
                reason = {"SIGSEGV": ", a crash in compiled code", "SIGKILL": ""}.get(name, "")
                return Died(f"Your code ended its process with signal {name}{reason}.")
        if code is None:
            return Died("Your code closed the channel to the grader.")
        return Died(f"Your code ended its process (exit code {code}) instead of returning.")

    def kill(self) -> None:
        """End the process and everything that it started; do not wait until they are gone."""
        if self._process.pid and hasattr(os, "killpg"):
            # A confined process leads its own group, so everything it started is killed too.
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        if self._process.is_alive():
            self._process.kill()

    def _stopped(self) -> tuple[str, int | None]:
        """End the process; where it was, as a sentence and as a line."""
        line = self._line()
        self.kill()
        self._process.join(KILLED_SECONDS)
        return (f" It was at line {line}." if line else ""), line

    def _line(self) -> int | None:
        """Ask the process where it is: its signal handler prints the stack, innermost first."""
        if not hasattr(signal, "SIGUSR1") or not self._process.pid:
            return None
        with contextlib.suppress(OSError):
            self._output.read_rest()
            os.kill(self._process.pid, signal.SIGUSR1)
        dump = self._output.read_apart(DUMP_SECONDS)
        found = re.search(rf'File "{re.escape(self.path)}", line ([0-9]{{1,6}})\b', dump)
        return int(found[1]) if found else None

    def _wait_for_end(self) -> None:
        """Wait until the process has ended, but not for long.

        The sentinel alone does not say it: where a process was spawned on a POSIX system, it
        closes the other end with all its descriptors, and then `join` waits without a limit.
        """
        end = time.monotonic() + END_SECONDS
        while self._process.is_alive() and time.monotonic() < end:
            time.sleep(0.01)
