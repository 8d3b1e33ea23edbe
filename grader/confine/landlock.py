"""Landlock: the files that a worker can access.

Landlock is an allow-list of file hierarchies for the calling thread and everything that it creates
(https://docs.kernel.org/userspace-api/landlock.html). It controls opening, listing, creating,
removing and executing; it does not control `stat`, `chmod` and similar calls, which the filter of
system calls refuses.
"""

import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import landlockpy
from landlockpy import AccessFS, LandlockError, RestrictFlag, Ruleset, Scope

assert sys.platform == "linux"


def _abi() -> int:
    try:
        return landlockpy.abi_version()
    except LandlockError:  # not allowed, as in some containers
        return 0


# Asked when imported, before any worker is forked: the package finds the C library by running
# programs, which a worker may not do.
ABI = _abi()

_READ_FILE = AccessFS.READ_FILE
_READ = AccessFS.READ_FILE | AccessFS.READ_DIR
_WRITE_FILE = AccessFS.WRITE_FILE | AccessFS.TRUNCATE
_WRITE = (
    _WRITE_FILE
    | AccessFS.MAKE_REG
    | AccessFS.MAKE_DIR
    | AccessFS.REMOVE_FILE
    | AccessFS.REMOVE_DIR
    | AccessFS.REFER
)


def _hold(path: Path) -> None:
    """Keep a file of /proc in the directory cache, for as long as this process lives.

    A rule belongs to an inode. When memory pressure removes an entry of /proc from the cache, the
    next lookup makes a new inode, to which the rule does not apply.
    """
    os.open(path, os.O_PATH | os.O_CLOEXEC)


def restrict(
    *,
    readable: Iterable[Path],
    listable: Iterable[Path],
    writable: Iterable[Path],
    devices: Iterable[Path],
) -> int:
    """Deny the calling thread all files except those given, TCP, and signals to other processes.

    Args:
        readable: files, and directories with everything beneath them.
        listable: directories in which names, at any depth, can be listed, but not files read.
        writable: directories in which files can be read, created, changed and removed.
        devices: device files to read, write and control.

    Returns:
        The version of Landlock's interface (ABI), 0 if the kernel has no Landlock.
    """
    if ABI == 0:
        return 0
    with Ruleset(scoped=Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL) as rules:
        for path in readable:
            # Files that are gone, or that this user cannot read anyway, need no rule.
            with contextlib.suppress(FileNotFoundError, PermissionError):
                rules.allow_path(path, _READ if path.is_dir() else _READ_FILE)
                if path.parts[:2] == ("/", "proc"):
                    _hold(path)
        for path in listable:
            rules.allow_path(path, AccessFS.READ_DIR)
        for path in writable:
            rules.allow_path(path, _READ | _WRITE)
        for path in devices:
            rules.allow_path(path, _READ_FILE | AccessFS.WRITE_FILE | AccessFS.IOCTL_DEV)
        # A refusal concerns only the submission: keep it out of the machine's audit log.
        rules.restrict(RestrictFlag.LOG_SAME_EXEC_OFF)
    return ABI
