"""Confine a worker, on whatever system this is, and say what that comes to."""

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

    To be called in a fresh process of a single thread, once everything is imported that it needs
    of the grader's own package, which it cannot read afterwards.

    Args:
        installation: what Python needs to read; worked out once, before the fork.
        readable: further files to read: the submission.
        scratch: a folder to work and write in; the bytes in each file are limited, those in all
            of them are not. None: nothing can be written.
        keep_fds: the descriptors to keep open, beside input, output and error.
        limits: what may be used.
        mode: `require` fails where files or system calls cannot be guarded; `auto` guards what
            can be; `off` leaves both alone and keeps to the limits.
        device: where the submission computes. CUDA needs its devices, a wider filter of system
            calls and an address space without limit.

    Returns:
        What is in force.

    Raises:
        ConfinementError: `require` cannot be met, or the process has several threads. It is half
            confined then, and should end.
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
            "This system cannot keep a submission from your files and programs, which takes Linux "
            "with Landlock and seccomp; use `--isolation auto` only for code that you trust."
        )
    return obtained


def available() -> Confinement:
    """What would be in force here, found by confining a short-lived process.

    Raises:
        ConfinementError: that process failed.
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
        raise ConfinementError(f"A worker could not be confined on trial: {reason}")
    return Confinement(**json.loads(tried.stdout))
