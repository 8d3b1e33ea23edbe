"""How long a process may take: its fair share of a busy machine is waited for."""

import os
import time
from pathlib import Path

STARVED = 6
"""How many times its limit a process may take in all, if it waits for a processor meanwhile."""


class Clock:
    """Measures one call, and is looked at all the while.

    Args:
        pid: the process that is called.
        seconds: wall time that the call may take. Where the system tells (Linux), a process that
            was ready to run and got less processor time in the second half may take longer.
        deadline: when it must end at the latest, a time of `time.monotonic`.
    """

    def __init__(self, pid: int | None, seconds: float, deadline: float) -> None:
        self._stat = Path(f"/proc/{pid}/stat")
        self._seconds = seconds
        self._used_before: float | None = None  # before the second half
        self._latest = min(time.monotonic() + STARVED * seconds, deadline)
        self._until = min(time.monotonic() + seconds, deadline)

    def left(self) -> float:
        """Seconds that are left; 0 or less where the time is up."""
        left = self._until - time.monotonic()
        if self._used_before is None and left < self._seconds / 2:
            self._used_before, _ = self._state()
        if left <= 0:
            used, ready = self._state()
            unused = self._seconds / 2 - (used - (self._used_before or 0.0))
            if ready and unused > 0:
                self._until = min(time.monotonic() + unused, self._latest)
                left = self._until - time.monotonic()
        return left

    def _state(self) -> tuple[float, bool]:
        """The processor time that the process has had, and whether it could use more."""
        try:
            fields = self._stat.read_text("ascii", "replace").rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0] in "RD"
        except (OSError, ValueError, IndexError):
            return 0.0, False
