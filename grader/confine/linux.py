"""Confine a worker on Linux: privileges, limits, Landlock, seccomp."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from grader.confine import landlock as files
from grader.confine import posix as process
from grader.confine import privileges as identity
from grader.confine import seccomp as calls
from grader.confine.readable_paths import Installation
from grader.confine.report import Confinement, ConfinementError, Limits

assert sys.platform == "linux"

# A worker's scikit-learn (threadpoolctl) finds the libraries that it controls in its memory map.
_OWN_MAP = Path("/proc/self/maps")


def restrict(
    installation: Installation,
    readable: Sequence[Path],
    scratch: Path | None,
    limits: Limits,
    *,
    isolate: bool,
    device: str,
) -> Confinement:
    """Confine the calling process.

    Args:
        installation: what Python needs to read.
        readable: other files to read.
        scratch: a folder to write in, or None.
        limits: the resources that may be used.
        isolate: whether to do more than limit resources.
        device: the device that the submission runs on.

    Raises:
        ConfinementError: the process has several threads.
    """
    if not identity.single_threaded():
        raise ConfinementError("A worker must be confined before it starts a thread.")
    cuda = device.startswith("cuda")
    identity.go_first()
    counted = isolate and identity.count_alone()
    dropped = isolate and identity.drop_privileges()
    tied = identity.tie_to_parent()
    process.limit(limits, address_space=not cuda, threads=counted)
    abi = 0
    filtered = False
    if isolate:
        # In this order: the filter refuses the calls that set up Landlock.
        abi = files.restrict(
            readable=(*installation.readable, *readable, _OWN_MAP),
            listable=installation.listable,
            writable=() if scratch is None else (scratch,),
            devices=installation.devices,
        )
        filtered = calls.restrict(os.getpid(), cuda=cuda)
    return Confinement(
        files=f"Landlock, version {abi}" if abi else None,
        system_calls="seccomp" if filtered else None,
        network="seccomp" if filtered else "Landlock, TCP only" if abi >= 4 else None,
        signals="seccomp" if filtered else "Landlock" if abi >= 6 else None,
        privileges="given up" if dropped else None,
        memory=None if cuda else "address space limited",
        processor="time limited",
        threads="limited" if counted else None,
        descriptors="closed",
        children="end with the worker" if tied else None,
    )
