"""Starting processes: multiprocessing's forkserver, warmed up early and told no secrets.

Nothing heavy is imported here, so that the forkserver's imports can start before the judge's own.
"""

import contextlib
import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

_NEEDED = re.compile(r"PYTHONPATH|PYTHONHOME|LD_LIBRARY_PATH|OPENBLAS_CORETYPE|OPENBLAS_L2_SIZE")
"""What Python and its libraries may not start, or not compute rightly, without."""

_expected: dict[str, None] = {}


def expect(imports: Iterable[str]) -> None:
    """Have `warm_up` import these too: the forkserver imports once, whatever is graded later."""
    _expected.update(dict.fromkeys(imports))


def warm_up(imports: Iterable[str]) -> None:
    """Start importing what workers need, in another process, and return at once.

    Args:
        imports: modules that the forkserver imports before it forks the first worker.
    """
    expect(imports)
    start = context()
    if start.get_start_method() == "forkserver":
        ours = ["grader.worker", "grader.confine.boundary", "grader.recorder", "grader.formula"]
        # NumPy imports it at its first use, which is the first seed of every worker.
        ours.append("numpy.random")
        if "torch" in _expected:
            ours.append("grader.pretend")
        start.set_forkserver_preload([*_expected, *ours])
        with scrubbed_environment(), main_not_imported(), _interrupts_ignored():
            forkserver.ensure_running()


def context() -> BaseContext:
    """How workers start: forked from the forkserver, or spawned where there is none."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


@contextlib.contextmanager
def scrubbed_environment() -> Iterator[None]:
    """Let a process that starts inside the block inherit few variables and no secret."""
    from grader.confine.environment import clean_environment

    kept = dict(os.environ)
    needed = {name: value for name, value in kept.items() if _NEEDED.fullmatch(name)}
    clean = clean_environment()
    os.environ.clear()
    os.environ.update({**clean, **needed})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Make a process that starts inside the block deaf to ctrl-C: a terminal sends it to all."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set a handler
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def main_not_imported() -> Iterator[None]:
    """Keep multiprocessing from importing the program's main module in the child."""
    main = sys.modules["__main__"]
    hidden = {name: getattr(main, name) for name in ("__file__", "__spec__") if hasattr(main, name)}
    main.__spec__ = None
    if "__file__" in hidden:
        del main.__file__
    try:
        yield
    finally:
        for name, value in hidden.items():
            setattr(main, name, value)
