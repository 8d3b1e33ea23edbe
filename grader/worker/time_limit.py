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
        self._stat = Path(f"/proc/{pid}/stat")
        self._seconds = seconds
        self._used_before: float | None = None  # before the second half
        self._latest = min(time.monotonic() + STARVED * seconds, deadline)
        self._until = min(time.monotonic() + seconds, deadline)

    def left(self) -> float:
        """The seconds that are left; 0 or less if the time is up."""
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
        """The CPU time that the process has had, and whether it could use more."""
        try:
            fields = self._stat.read_text("ascii", "replace").rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0] in "RD"
        except (OSError, ValueError, IndexError):
            return 0.0, False
