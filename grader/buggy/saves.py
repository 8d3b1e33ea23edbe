"""Noticing that a file was saved."""

from collections.abc import Iterator
from pathlib import Path

from grader.judging.submission import Unusable, content

STEP = 20
"""Milliseconds without a change before the file is read: writes come in bursts."""

POLL = 500
"""Milliseconds after which it is read anyway: some drives report no changes."""


def saves(file: Path) -> Iterator[None]:
    """Yield at once, and after every change of a file's content, without an end.

    A file that is missing or empty for a moment, as while an editor writes it, is no change.
    """
    from watchfiles import watch

    known = _read(file)
    yield
    for _ in watch(
        file.parent, watch_filter=None, step=STEP, rust_timeout=POLL, yield_on_timeout=True
    ):
        found = _read(file)
        if found and found != known:
            known = found
            yield


def _read(file: Path) -> bytes:
    try:
        return content(file)
    except Unusable:
        return b""
