"""What a worker gives up on Linux only: user number, capabilities, outliving its parent."""

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path

assert sys.platform == "linux"

_libc = ctypes.CDLL(None, use_errno=True)

# linux/prctl.h
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
# linux/sched.h
_CLONE_NEWUSER = 0x10000000
# linux/capability.h
_CAPABILITY_VERSION_3 = 0x20080522
_CAP_DAC_READ_SEARCH = 1 << 2
# Distributions and container managers do not assign user numbers from here on
# (systemd.io/UIDS-GIDS).
_UNUSED_USERS = 0x70000000


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def single_threaded() -> bool:
    """Whether the calling thread is the only one: others would not be confined."""
    return len(list(Path("/proc/self/task").iterdir())) == 1


def go_first() -> None:
    """Let the kernel end this process, and not the judge, when memory runs out."""
    with contextlib.suppress(OSError):  # /proc can be read-only in a container
        Path("/proc/self/oom_score_adj").write_text("1000")


def count_alone() -> bool:
    """Make the kernel count this process's threads apart from the user's other threads.

    The limit on threads (RLIMIT_NPROC) applies to the sum over a user's processes, and not to root.
    So root takes a real user number that no other process has, which does not change access to
    files; other users take a user namespace, which has its own count (user_namespaces(7)).

    Returns:
        Whether it worked. Many containers forbid user namespaces.
    """
    if os.geteuid() != 0:
        return bool(_libc.unshare(_CLONE_NEWUSER) == 0)
    try:
        os.setresuid(_UNUSED_USERS + os.getpid(), -1, -1)
    except OSError:
        return False
    return True


def drop_privileges() -> bool:
    """Give up all capabilities, for this process and everything that it starts.

    Root keeps the capability to read any owner's files, so that it can read what Landlock allows
    in other people's folders.

    Returns:
        Whether it worked.
    """
    header = _Header(_CAPABILITY_VERSION_3, 0)
    held = (_Capabilities * 2)()
    if _libc.capget(ctypes.byref(header), held) != 0:
        return False
    kept = held[0].permitted & _CAP_DAC_READ_SEARCH if os.geteuid() == 0 else 0
    wanted = (_Capabilities * 2)(_Capabilities(kept, kept, 0), _Capabilities())
    dropped = _libc.capset(ctypes.byref(header), wanted) == 0
    return dropped and _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def tie_to_parent() -> bool:
    """Be killed when the parent process ends, and be inaccessible to other processes.

    Call it after every change of the user number, which undoes it (prctl(2)), and after
    `go_first`, which is not permitted afterwards.

    Returns:
        Whether it worked.
    """
    return _prctl(_PR_SET_DUMPABLE, 0) and _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _prctl(option: int, value: int) -> bool:
    return bool(_libc.prctl(option, *map(ctypes.c_ulong, (value, 0, 0, 0))) == 0)
