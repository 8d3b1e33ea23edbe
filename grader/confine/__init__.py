"""The operating system's part of the trust boundary.

What a worker does to itself right after it is forked, before it sees a submission.
`docs/security.md` says what that protects, from whom, and where it ends.
"""

from typing import TYPE_CHECKING, Any

from grader.confine.environment import clean_environment
from grader.confine.readable_paths import Installation, python_installation
from grader.confine.report import Confinement, ConfinementError, Limits, Mode

if TYPE_CHECKING:
    from grader.confine.boundary import available, confine

__all__ = [
    "Confinement",
    "ConfinementError",
    "Installation",
    "Limits",
    "Mode",
    "available",
    "clean_environment",
    "confine",
    "python_installation",
]


def __getattr__(name: str) -> Any:
    # The judge needs the records alone; compiling the filter of system calls takes time.
    if name in ("available", "confine"):
        from grader.confine import boundary

        return getattr(boundary, name)
    raise AttributeError(name)
