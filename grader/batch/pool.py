"""Grading on this machine: processes of joblib's, each a judge that stays warm.

We use its executor and not `joblib.Parallel`, which ends with the first process that dies, cannot
say which file killed it, and grades in the calling process if only one process is asked for. Each
judge has an executor of its own, so that it can be given files of an exercise that it knows.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from joblib.externals.loky import ProcessPoolExecutor, cpu_count

from grader.batch.grading import graded, prepare
from grader.batch.interrupts import interrupts_held
from grader.batch.row import Job, fault_line
from grader.confine.scratch import scratch, sockets
from grader.confine.search_path import started_safely
from grader.worker.forkserver import HOMES, scrubbed, scrubbed_environment

KILLED = "The grader's process was killed twice while grading it."

Task = Callable[[Job], bytes]


def cores() -> int:
    """How many cores this process may use."""
    return int(cpu_count())


def grade_here(
    by_exercise: Iterable[Iterable[Job]],
    processes: int,
    imports: Iterable[str],
    task: Task = graded,
) -> Iterator[bytes]:
    """Grade files, one at a time in each judge.

    If a judge is killed, its file need not be the cause: memory may have run out for all. So the
    file is tried once more, alone, after all the others; one that ends its judge again is a fault.

    Args:
        by_exercise: the files of each exercise; the next one is taken when a judge is free.
        processes: how many judges.
        imports: the libraries that the files compute with.
        task: the function that grades a file.

    Yields:
        A line for each file, in the order in which they are done.

    Raises:
        ConfinementError: the required isolation is not available.
        NoDevice: the device is not available.
    """
    todo = _Files(by_exercise)
    given = (tuple(imports), os.getpid(), (scratch(), sockets()))
    flying: dict[Future[bytes], tuple[_Judge, Job]] = {}
    suspects: list[Job] = []

    def begin(judge: _Judge) -> None:
        if job := todo.next_for(judge):
            flying[judge.begins(job)] = judge, job

    with _judges(processes, given, task) as judges:
        for judge in judges:
            begin(judge)
        while flying:
            for done in wait(flying, return_when=FIRST_COMPLETED).done:
                judge, job = flying.pop(done)
                begin(judge)  # before the line is stored, which takes a while
                try:
                    yield done.result()
                except BrokenProcessPool:
                    suspects.append(job)
        for job in suspects:
            try:
                yield judges[0].begins(job).result()
            except BrokenProcessPool:
                yield fault_line(job, KILLED)


class _Files:
    """Hands out files: a judge stays with an exercise, of which it must know a lot to grade one.

    Args:
        by_exercise: the files of each exercise.
    """

    def __init__(self, by_exercise: Iterable[Iterable[Job]]) -> None:
        self._left = [iter(files) for files in by_exercise]
        self._at: dict[_Judge, Iterator[Job]] = {}

    def next_for(self, judge: "_Judge") -> Job | None:
        """The next file of the judge's exercise, or of the one that the fewest judges are at."""
        while self._left:
            if self._at.get(judge) not in self._left:
                judges = Counter(map(id, self._at.values()))
                self._at[judge] = min(self._left, key=lambda files: judges[id(files)])
            if job := next(self._at[judge], None):
                return job
            self._left.remove(self._at[judge])
        return None


class _Judge:
    """A process that grades; after it has died, a new one is started.

    Args:
        given: what it is prepared with.
        task: the function that grades a file.
    """

    def __init__(self, given: tuple[Any, ...], task: Task) -> None:
        self._given, self._task = given, task
        self._environment = scrubbed() | {name: os.environ[name] for name in HOMES & {*os.environ}}
        self._pool = self._started()

    def begins(self, job: Job) -> Future[bytes]:
        """Have a file graded."""
        # A process that starts here takes no interrupt until `prepare`, and gets no secret, since
        # workers get a copy of its memory.
        with interrupts_held(), scrubbed_environment():
            try:
                flying: Future[bytes] = self._pool.submit(self._task, job)
            except BrokenProcessPool:
                self._pool = self._started()
                flying = self._pool.submit(self._task, job)
        return flying

    def _started(self) -> ProcessPoolExecutor:
        with started_safely():  # for the semaphore tracker
            return ProcessPoolExecutor(
                1,
                initializer=prepare,
                initargs=self._given,
                env=self._environment,
            )

    def close(self) -> None:
        """End it at once, whatever it is doing."""
        self._pool.shutdown(wait=True, kill_workers=True)


@contextmanager
def _judges(processes: int, given: tuple[Any, ...], task: Task) -> Iterator[list[_Judge]]:
    """So many judges; while they are ended, a second ctrl-C waits."""
    judges = [_Judge(given, task) for _ in range(processes)]
    try:
        yield judges
    finally:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            for judge in judges:
                judge.close()
        finally:
            signal.signal(signal.SIGINT, before)
