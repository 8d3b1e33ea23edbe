"""Which version of the kit graded a file: its number, and a hash of its code."""

import hashlib
from functools import cache
from pathlib import Path

from grader import __version__
from grader.catalogue import shipped

_PACKAGE = Path(__file__).resolve().parents[1]
_NEVER_JUDGES = {
    "assistant",
    "authoring",
    "batch",
    "buggy",
    "cli",
    "demo",
    "exercises",
    "interview",
    "notebook",
    "pytest_plugin.py",
    "quiz",
    "render",
    "review",
    "room",
    "stats",
    "watch",
}
"""Rooms whose changes leave every verdict as it is; whoever adds one decides whether it is here."""


@cache
def kit() -> str:
    """The version of everything that a verdict can depend on.

    Returns:
        The version of the package, and a hash of the grader and the solutions, because in a
        checkout they change while the version does not.
    """
    seen = hashlib.sha256()
    for root in (_PACKAGE, shipped("solutions")):
        for path in sorted(root.rglob("*.py")):
            if path.relative_to(root).parts[0] not in _NEVER_JUDGES:
                seen.update(path.relative_to(root).as_posix().encode() + b"\0")
                seen.update(path.read_bytes() + b"\0")
    return f"{__version__}+{seen.hexdigest()[:12]}"
