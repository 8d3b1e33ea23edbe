"""Finding the exercises whose content changed, however the editor wrote it.

Only content counts. Notifications of the system make it fast; polling every file twice a second
makes it reliable where notifications fail: on network drives, through links, after sleep.
"""

import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.catalogue import Exercise
from grader.judging.submission import Unusable, content
from grader.learner.texts import digest
from grader.learner.workspace import Workspace
from grader.watch.events import Gone, GraderFault, Put, Saved

STEP = 0.02
"""Seconds without a change before files are checked: writes come in bursts."""

LOOK_SECONDS = 0.5
"""How often the files are checked without a notification."""

SETTLE_SECONDS = 0.5
"""How long a file may be missing or empty while an editor writes it."""


class Contents:
    """The contents of the files of some exercises when they were last checked."""

    def __init__(self, workspace: Workspace, exercises: Iterable[Exercise]) -> None:
        self._files = {exercise: workspace.file(exercise) for exercise in exercises}
        self._known = {exercise: _read(file)[0] for exercise, file in self._files.items()}
        self._missed: dict[Exercise, float] = {}

    def look(self, now: float) -> list[Saved | Gone]:
        """What has changed since the last check.

        A missing or empty file is reported only if it stays so: editors write in two steps.

        Args:
            now: the time in seconds, from any start.
        """
        saved: list[Exercise] = []
        gone: list[Saved | Gone] = []
        for exercise, file in self._files.items():
            found, why = _read(file)
            if found is not None or self._known[exercise] is None:
                self._missed.pop(exercise, None)
                if found != self._known[exercise]:
                    self._known[exercise] = found
                    saved.append(exercise)
            elif now - self._missed.setdefault(exercise, now) >= SETTLE_SECONDS:
                self._known[exercise] = None
                gone.append(Gone(exercise, why))
        saved.sort(key=lambda exercise: _saved_at(self._files[exercise]))
        return [*gone, Saved(tuple(saved))] if saved else gone


def follow(contents: Contents, folder: Path, put: Put, stop: threading.Event) -> None:
    """Report every change until `stop` is set. Runs as a thread."""
    try:
        for _ in _moments(folder, stop):
            for news in contents.look(time.monotonic()):
                put(news)
    except Exception as error:
        put(GraderFault(None, error))


def _moments(folder: Path, stop: threading.Event) -> Iterator[None]:
    """When to check: soon after something happened in a folder, and at regular intervals."""
    from watchfiles import watch

    try:
        for _ in watch(
            folder,
            watch_filter=None,
            step=round(1000 * STEP),
            debounce=round(1000 * LOOK_SECONDS),
            rust_timeout=round(1000 * LOOK_SECONDS),
            yield_on_timeout=True,
            stop_event=stop,
            raise_interrupt=False,
        ):
            yield
    except OSError:  # the system has run out of notifications
        while not stop.wait(STEP):
            yield


def _read(file: Path) -> tuple[str | None, str]:
    """The digest of a file's content, or None and why there is no content."""
    try:
        text = content(file)
    except Unusable as problem:
        return None, str(problem)
    return (digest(text), "") if text.strip() else (None, f"{file.name} is empty.")


def _saved_at(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
