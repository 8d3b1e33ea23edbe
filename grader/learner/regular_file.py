"""Reading a file that someone else controls, without waiting and with a limit."""

import os
import stat
from pathlib import Path


def read_regular(path: Path, limit: int) -> bytes:
    """The content of a regular file, at most `limit + 1` bytes of it.

    Links are followed. Pipes and devices are refused: reading them could wait or never end.

    Raises:
        OSError: it cannot be read, or is not a regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    if not stat.S_ISREG(
        path.stat().st_mode
    ):  # checked first, because opening a device can have effects
        raise OSError(0, _reason(path), str(path))
    with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(0, _reason(path), str(path))
        return file.read(limit + 1)


def _reason(path: Path) -> str:
    return "it is a folder" if path.is_dir() else "it is not a regular file"
