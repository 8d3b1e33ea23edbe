"""The operating system's part of the trust boundary.

A worker confines itself right after it is forked, before it gets a submission.
`docs/security.md` says what this protects, from whom, and what it does not protect.
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
    # The judge needs only the records; compiling the filter of system calls takes time.
    if name in ("available", "confine"):
        from grader.confine import boundary

        return getattr(boundary, name)
    raise AttributeError(name)
