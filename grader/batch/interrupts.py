"""When ctrl-C may arrive."""

import multiprocessing.resource_tracker
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from grader.confine.search_path import started_safely


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold ctrl-C back until the end of the block, also in a process that starts inside it.

    Python loses an interrupt that arrives while an import cleans up, and a process that has just
    started would print a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Starting it later would let interrupts through (until Python 3.13).
    with started_safely():
        multiprocessing.resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
