"""How long a process may take, with extra time on a busy machine."""

import os
import time
from pathlib import Path

STARVED = 6
"""How many times its limit a process may take in total if it has to wait for a core."""


class Clock:
    """Limits the time of one call; `left` is read during the call.

    Args:
        pid: the process that is called.
        seconds: wall time that the call may take. On Linux, a process that was ready to run but
            got less CPU time in the second half may take longer.
        deadline: when it must end at the latest, a time of `time.monotonic`.
    """

    def __init__(self, pid: int | None, seconds: float, deadline: float) -> None:
        self._pid = pid
        self._seconds = seconds
        self._used_before: float | None = None  # before the second half
        self._latest = min(time.monotonic() + STARVED * seconds, deadline)
        self._until = min(time.monotonic() + seconds, deadline)

    def left(self) -> float:
        """The seconds that are left; 0 or less if the time is up."""
        left = self._until - time.monotonic()
        if self._used_before is None and left < self._seconds / 2:
            self._used_before, _ = _state(self._pid)
        if left <= 0:
            used, ready = _state(self._pid)
            unused = self._seconds / 2 - (used - (self._used_before or 0.0))
            if ready and unused > 0:
                self._until = min(time.monotonic() + unused, self._latest)
                left = self._until - time.monotonic()
        return left


class Budget:
    """How much work this process and another may do together: processor time, not wall time.

    Where the other's cannot be read, and as a last resort, wall time counts.

    Args:
        pid: the other process.
        seconds: what both may use.
    """

    def __init__(self, pid: int | None, seconds: float) -> None:
        self._pid = pid
        self._seconds = seconds
        self._wall = time.monotonic()
        self._used = self._processor_time()

    @property
    def spent(self) -> bool:
        """Whether it is used up."""
        wall = time.monotonic() - self._wall
        if not Path("/proc/self/stat").exists():
            return wall > self._seconds
        return self._processor_time() - self._used > self._seconds or wall > STARVED * self._seconds

    def _processor_time(self) -> float:
        return time.process_time() + _state(self._pid)[0]


def _state(pid: int | None) -> tuple[float, bool]:
    """The CPU time that a process has had, and whether it could use more."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0] in "RD"
    except (OSError, ValueError, IndexError):
        return 0.0, False
