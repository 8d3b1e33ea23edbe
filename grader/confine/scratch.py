"""The folder of a process for temporary files, removed when the process ends.

A killed process cannot remove its folder. But the system then releases the lock on it, so the next
process knows that the folder is no longer used, and removes it.
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
except ImportError:  # on Windows, where nothing is cleaned up
    fcntl = None  # type: ignore[assignment] # a module that may be missing

_PREFIX = "practice-tmp-"
_NAME = re.compile(_PREFIX + "[a-z0-9_]{8}")

_SHORT = "/tmp"
_LONGEST = 48
"""How long the path of a folder may be, in bytes, to leave room for a socket (macOS: 104)."""

_lodged: list[Path] = []


def scratch() -> Path:
    """The folder of this process; other users cannot read it."""
    return _lodged[0] if _lodged else _made(os.getpid(), tempfile.gettempdir())


def sockets() -> Path:
    """The same, or one with a shorter path if the path of a socket would be too long."""
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
            # After multiprocessing's own cleanup, whose files may be in it.
            Finalize(None, shutil.rmtree, (folder, True), exitpriority=-200)
            return folder


def _is_locked(folder: Path) -> bool:
    """Lock a new folder while this process lives; False if it was cleaned up meanwhile."""
    if fcntl is None:
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (FileNotFoundError, BlockingIOError):
        return False
    except OSError:  # no locks on this disk, so nobody can tell that it is unused
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
    """Remove a folder if it is private, belongs to this user, and is not used any more.

    Raises:
        OSError: it is in use, or is not a folder.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
    try:
        found = os.fstat(descriptor)
        if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) == 0o700:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)
