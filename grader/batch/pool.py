"""Grading on this machine: joblib's processes, each a judge that stays warm.

Its executor is used, not `joblib.Parallel`: that one ends with the first process that dies, cannot
say which file it died of, and grades in this very process where one is asked for.
"""

import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from joblib.externals.loky import ProcessPoolExecutor, cpu_count

from grader.batch.grading import graded, prepare
from grader.batch.interrupts import interrupts_held
from grader.batch.row import Job, fault_line
from grader.confine.scratch import scratch, sockets
from grader.confine.search_path import started_safely, variables

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

Task = Callable[[Job], bytes]


def cores() -> int:
    """How many processors this process may use."""
    return int(cpu_count())


def grade_here(
    jobs: Iterable[Job], processes: int, imports: Iterable[str], task: Task = graded
) -> Iterator[bytes]:
    """Grade files, several at a time.

    A process that is killed, for want of memory say, takes one grade with it, and nobody can tell
    which. So every file that was in flight is tried once more, alone; the one that ends its process
    again is a fault.

    Args:
        jobs: the files, asked for when there is room for them.
        processes: how many judges.
        imports: the libraries that the files compute with.
        task: what grades a file.

    Yields:
        A line for each file, in the order in which they are done.

    Raises:
        ConfinementError: the isolation that is required cannot be had.
        NoDevice: the device is not there.
    """
    todo = iter(jobs)
    given = (tuple(imports), os.getpid(), (scratch(), sockets()))
    with _Judges(processes, given) as judges:
        while suspects := (yield from _until_one_dies(judges, todo, 2 * processes, task)):
            for suspect in suspects:
                if (yield from _until_one_dies(judges, iter([suspect]), 1, task)):
                    yield fault_line(suspect, "The grader's process was killed at it, twice.")


class _Judges:
    """The processes, of which there are soon new ones when one has died."""

    def __init__(self, processes: int, given: tuple[Any, ...]) -> None:
        self._processes, self._given = processes, given
        self._pool = self._started()

    def submit(self, task: Task, job: Job) -> Future[bytes]:
        """Have a file graded."""
        with interrupts_held():  # until `prepare`, in a process that starts here
            try:
                flying: Future[bytes] = self._pool.submit(task, job)
            except BrokenProcessPool:
                self._pool = self._started()
                flying = self._pool.submit(task, job)
        return flying

    def _started(self) -> ProcessPoolExecutor:
        with started_safely():  # what looks after semaphores; the processes are told by `env`
            return ProcessPoolExecutor(
                self._processes,
                initializer=prepare,
                initargs=self._given,
                env={**dict.fromkeys(_THREADS, "1"), **variables()},
            )

    def __enter__(self) -> "_Judges":
        return self

    def __exit__(self, *_: object) -> None:
        """End them at once, whatever they are at; a second ctrl-C has to wait."""
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self._pool.shutdown(wait=True, kill_workers=True)
        finally:
            signal.signal(signal.SIGINT, before)


def _until_one_dies(
    judges: _Judges, todo: Iterator[Job], room: int, task: Task
) -> Generator[bytes, None, list[Job]]:
    """Grade until all is done, or a process has died.

    Returns:
        The files that were in flight when one did.
    """
    flying: dict[Future[bytes], Job] = {}
    lost: list[Job] = []
    while True:
        while not lost and len(flying) < room and (job := next(todo, None)) is not None:
            flying[judges.submit(task, job)] = job
        if not flying:
            return lost
        for done in wait(flying, return_when=FIRST_COMPLETED).done:
            job = flying.pop(done)
            try:
                yield done.result()
            except BrokenProcessPool:
                lost.append(job)
