"""Somebody in the room with a browser: headless Chromium, driven by Playwright."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SECONDS = 60_000.0
"""Milliseconds to wait for anything: a busy machine may import torch for long."""

needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no chromium here; `apt-get install chromium` gives one"
)


class OpenRoom:
    """A room that runs as a process.

    Attributes:
        folder: its workspace.
        url: the address that it printed.
        process: the process.
    """

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "grader.cli", "room", "--no-browser", *options],
            cwd=folder,
            env=os.environ | {"COLUMNS": "80"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        found = re.search(r"http://\S+", self.process.stdout.readline())
        assert found, self.process.communicate()[1]
        self.url = found[0]

    @property
    def home(self) -> str:
        """The address of the first page."""
        return self.url.partition("/enter/")[0] + "/"

    def file(self, address: str) -> Path:
        """The learner's file."""
        return self.folder / "exercises" / f"{address}.py"

    def ends(self, number: int = signal.SIGINT) -> tuple[int, str, str]:
        """End it; its exit code and what it printed since."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@contextmanager
def open_room(folder: Path, *options: str) -> Iterator[OpenRoom]:
    """A room that is closed at the end."""
    room = OpenRoom(folder, *options)
    try:
        yield room
    finally:
        if room.process.poll() is None:
            room.process.kill()
            room.process.communicate()
