"""The operating system's part of the trust boundary.

A worker confines itself right after it is forked, before it gets a submission.
`docs/security.md` says what this protects, from whom, and what it does not protect.
"""

from typing import TYPE_CHECKING

from grader.exports import exports

if TYPE_CHECKING:
    from grader.confine.boundary import available, confine
    from grader.confine.environment import clean_environment
    from grader.confine.readable_paths import Installation, python_installation
    from grader.confine.report import Confinement, ConfinementError, Limits, Mode

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

__getattr__ = exports(
    __name__,
    {
        "boundary": ["available", "confine"],
        "environment": ["clean_environment"],
        "readable_paths": ["Installation", "python_installation"],
        "report": ["Confinement", "ConfinementError", "Limits", "Mode"],
    },
)
