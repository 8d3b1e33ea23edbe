"""Confine a worker, on any operating system, and report the isolation in force."""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from grader.confine.environment import settle
from grader.confine.readable_paths import Installation
from grader.confine.report import Confinement, ConfinementError, Limits, Mode
from grader.confine.search_path import trusted

if sys.platform != "win32":
    from grader.confine import posix as process
if sys.platform == "linux":
    from grader.confine import linux


def confine(
    *,
    installation: Installation,
    readable: Sequence[Path] = (),
    scratch: Path | None = None,
    keep_fds: Collection[int] = (),
    limits: Limits | None = None,
    mode: Mode = "auto",
    device: str = "cpu",
) -> Confinement:
    """Confine the calling process for the rest of its life.

    Call it in a new process with a single thread, after importing everything that it needs of the
    grader's own package, which it cannot read afterwards.

    Args:
        installation: what Python needs to read; computed once, before the fork.
        readable: other files to read: the submission.
        scratch: a folder to work and write in, or None if nothing may be written. The size of each
            file is limited, but not the size of all of them.
        keep_fds: the descriptors to keep open, besides standard input, output and error.
        limits: the resources that may be used.
        mode: `require` fails if files or system calls cannot be guarded; `auto` guards what it
            can; `off` guards neither and applies only the limits.
        device: the device that the submission runs on. CUDA needs its device files, a wider filter
            of system calls and an unlimited address space.

    Returns:
        The isolation in force.

    Raises:
        ConfinementError: `require` cannot be met, or the process has several threads. The process
            is then partly confined, and should end.
    """
    limits = limits or Limits()
    settle(scratch, device=device)
    if sys.platform == "linux":
        process.detach(keep_fds)
        obtained = linux.restrict(
            installation, readable, scratch, limits, isolate=mode != "off", device=device
        )
    elif sys.platform == "win32":
        obtained = Confinement()
    else:
        process.detach(keep_fds)
        process.limit(limits, address_space=False, threads=False)
        obtained = Confinement(
            processor="time limit", descriptors="closed", children="process group"
        )
    if mode == "require" and not obtained.complete:
        raise ConfinementError(
            "This system cannot keep a submission from your files and programs: that needs Linux "
            "with Landlock and seccomp; use `--isolation auto` only for code that you trust."
        )
    return obtained


def available() -> Confinement:
    """The isolation that this system has, found by confining a short-lived process.

    Raises:
        ConfinementError: this process failed.
    """
    search = os.pathsep.join(trusted())
    tried = subprocess.run(
        [sys.executable, "-P", "-m", "grader.confine"],
        env=os.environ | {"PYTHONPATH": search},
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode != 0:
        reason = tried.stderr.strip().rpartition("\n")[2]
        raise ConfinementError(f"A trial worker could not be confined: {reason}")
    return Confinement(**json.loads(tried.stdout))
