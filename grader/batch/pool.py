"""Grading on this machine: joblib's processes, each a judge that stays warm.

We use its executor and not `joblib.Parallel`, which ends with the first process that dies, cannot
say which file killed it, and grades in the calling process if only one process is asked for.
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
    """How many cores this process may use."""
    return int(cpu_count())


def grade_here(
    jobs: Iterable[Job], processes: int, imports: Iterable[str], task: Task = graded
) -> Iterator[bytes]:
    """Grade files, several at a time.

    If a process is killed, for example because it ran out of memory, nobody can tell which file was
    the cause. So every file that was in flight is tried once more, alone; a file that kills its
    process again is a fault.

    Args:
        jobs: the files; the next one is taken when there is room for it.
        processes: how many judges.
        imports: the libraries that the files compute with.
        task: the function that grades a file.

    Yields:
        A line for each file, in the order in which they are done.

    Raises:
        ConfinementError: the required isolation is not available.
        NoDevice: the device is not available.
    """
    todo = iter(jobs)
    given = (tuple(imports), os.getpid(), (scratch(), sockets()))
    with _Judges(processes, given) as judges:
        while suspects := (yield from _until_one_dies(judges, todo, 2 * processes, task)):
            for suspect in suspects:
                if (yield from _until_one_dies(judges, iter([suspect]), 1, task)):
                    yield fault_line(
                        suspect, "The grader's process was killed twice while grading it."
                    )


class _Judges:
    """The processes; after one has died, new ones are started."""

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
        with started_safely():  # for the semaphore tracker; the processes get theirs from `env`
            return ProcessPoolExecutor(
                self._processes,
                initializer=prepare,
                initargs=self._given,
                env={**dict.fromkeys(_THREADS, "1"), **variables()},
            )

    def __enter__(self) -> "_Judges":
        return self

    def __exit__(self, *_: object) -> None:
        """End them at once, whatever they are doing; a second ctrl-C waits."""
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self._pool.shutdown(wait=True, kill_workers=True)
        finally:
            signal.signal(signal.SIGINT, before)


def _until_one_dies(
    judges: _Judges, todo: Iterator[Job], room: int, task: Task
) -> Generator[bytes, None, list[Job]]:
    """Grade until everything is done or a process has died.

    Returns:
        The files that were in flight when one died.
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
