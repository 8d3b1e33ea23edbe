"""How much time has passed, also while the program was closed and the machine asleep.

The time since the system started counts sleep and is not set by anybody, so it is used where both
readings are of the same start. After a restart only the wall clock is left; where that was set
back, no time has passed.
"""

import time
from pathlib import Path
from typing import NamedTuple

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Reading(NamedTuple):
    """One look at both clocks.

    Attributes:
        wall: seconds since 1970, as the system's clock has it.
        boot: seconds since the system started, sleep included; 0 if it cannot be known.
        system: names this start of the system; empty if it cannot be known.
    """

    wall: float
    boot: float = 0.0
    system: str = ""


def read() -> Reading:
    """Look at both clocks. Tests replace it."""
    if not hasattr(time, "CLOCK_BOOTTIME"):
        return Reading(time.time())
    try:
        system = _BOOT_ID.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return Reading(time.time())
    return Reading(time.time(), time.clock_gettime(time.CLOCK_BOOTTIME), system)


def between(sooner: Reading, later: Reading) -> float:
    """The seconds from one reading to a later one; never negative."""
    if sooner.system and sooner.system == later.system:
        return max(0.0, later.boot - sooner.boot)
    return max(0.0, later.wall - sooner.wall)
