"""The folder of a process for whatever is temporary, removed when the process ends.

A process that is killed cannot remove its own. But the system lets go of the lock on it then, by
which the next one knows that nobody uses it any more.
"""

import os
import re
import shutil
import stat
import tempfile
from contextlib import suppress
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

try:
    import fcntl
except ImportError:  # on Windows, where nothing is swept up
    fcntl = None  # type: ignore[assignment] # a module that may be missing

_PREFIX = "practice-tmp-"
_NAME = re.compile(_PREFIX + "[a-z0-9_]{8}")

_SHORT = "/tmp"
_LONGEST = 48
"""Bytes of a folder's path below which there is room for a socket: macOS takes 104 in all."""

_lodged: list[Path] = []


def scratch() -> Path:
    """The folder of this process; nobody else may read it."""
    return _lodged[0] if _lodged else _made(os.getpid(), tempfile.gettempdir())


def sockets() -> Path:
    """The same, or one with a shorter path where the path of a socket would be too long."""
    if _lodged:
        return _lodged[1]
    is_short = len(os.fsencode(tempfile.gettempdir())) <= _LONGEST
    return scratch() if is_short or not os.access(_SHORT, os.W_OK) else _made(os.getpid(), _SHORT)


def lodge(scratch: Path, sockets: Path) -> None:
    """Use the folders of another process, which removes them."""
    _lodged[:] = scratch, sockets


@cache
def _made(process: int, above: str) -> Path:
    _sweep(above)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=above))
        if _is_locked(folder):
            # After what multiprocessing removes, which may lie in it.
            Finalize(None, shutil.rmtree, (folder, True), exitpriority=-200)
            return folder


def _is_locked(folder: Path) -> bool:
    """Lock a new folder for as long as this process lives; False if it was swept up meanwhile."""
    if fcntl is None:
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (FileNotFoundError, BlockingIOError):
        return False
    except OSError:  # no locks on this disk: then nobody can tell that it is free, either
        return True
    return folder.exists()


def _sweep(above: str) -> None:
    """Remove the folders of processes that were killed."""
    if fcntl is None:
        return
    with suppress(OSError), os.scandir(above) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                with suppress(OSError):
                    _sweep_up(Path(entry.path))


def _sweep_up(folder: Path) -> None:
    """Remove a folder if it is a private one of this user's and nobody's any more.

    Raises:
        OSError: it is somebody's, or no folder.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
    try:
        found = os.fstat(descriptor)
        if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) == 0o700:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)
