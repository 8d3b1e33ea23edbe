"""What a worker gives up on any POSIX system: descriptors, session, resources."""

import contextlib
import os
import resource
import sys
from collections.abc import Collection
from pathlib import Path

from grader.confine.report import Limits

assert sys.platform != "win32"


def detach(keep_fds: Collection[int]) -> None:
    """Leave the input, the descriptors and the session of the process that forked this one.

    The new session has no terminal and is a process group: `os.killpg` with the worker's number
    ends the worker and everything it started.
    """
    close_others(keep_fds)
    sys.stdin = os.fdopen(0, closefd=False)  # multiprocessing's stdin has its own descriptor
    if os.getsid(0) != os.getpid():
        os.setsid()
    os.umask(0o077)


def close_others(keep_fds: Collection[int]) -> None:
    """Close every descriptor but these and what is printed to; there is no input any more."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for descriptor in [int(path.name) for path in Path("/dev/fd").iterdir()]:
        if descriptor not in {0, 1, 2, *keep_fds}:
            with contextlib.suppress(OSError):  # the one used for listing is closed already
                os.close(descriptor)


def limit(limits: Limits, *, address_space: bool, threads: bool) -> None:
    """Lower the resource limits of this process permanently.

    Args:
        limits: the limits.
        address_space: whether to limit it; CUDA does not work with a limit, and macOS has none.
        threads: whether to limit them; useful only if they are counted apart from the user's.
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    if threads:
        _lower(resource.RLIMIT_NPROC, limits.threads)
    if sys.platform == "darwin":  # counts processes, including the worker
        _lower(resource.RLIMIT_NPROC, 1)
    if address_space:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + limits.address_space)


def _lower(which: int, soft: int, hard: int | None = None) -> None:
    ceiling = resource.getrlimit(which)[1]
    wanted = (soft, soft if hard is None else hard)
    if ceiling != resource.RLIM_INFINITY:
        wanted = (min(wanted[0], ceiling), min(wanted[1], ceiling))
    resource.setrlimit(which, wanted)
