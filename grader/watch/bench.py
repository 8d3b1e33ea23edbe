"""Where answers are graded: in a thread of its own, one at a time, the next one prepared for."""

import threading
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING

from grader.judging.submission import graded
from grader.verdict import CheckResult
from grader.watch.events import Checking, Failing, Graded, GraderFault, Job, Put

if TYPE_CHECKING:
    from grader.judging.warm import Warm


class Cancelled(BaseException):
    """Nobody waits for this grade any more."""


class GradingThread:
    """Grades what was asked for last. Close it at the end.

    Args:
        put: told how a job goes; nothing of a job that is not wanted any more.
    """

    def __init__(self, put: Put) -> None:
        self._put = put
        self._asked: SimpleQueue[tuple[Job, Callable[[Warm, Job], None]] | None] = SimpleQueue()
        self._wanted: Job | None = None
        self._job: Job | None = None
        self._thread = threading.Thread(target=self._work, name="grading", daemon=True)

    def start(self) -> None:
        """Begin with what was asked for. Before, the forkserver is to be warmed up."""
        self._thread.start()

    def grade(self, job: Job) -> None:
        """Grade this; what is being done is given up."""
        self._wanted = job
        self._asked.put((job, self._grade))

    def prepare(self, job: Job) -> None:
        """Be ready to grade this; what is being done is given up."""
        self._wanted = job
        self._asked.put((job, self._prepare))

    def drop(self) -> None:
        """Give up what is being done."""
        self._wanted = None

    def close(self) -> None:
        """Give up what is being done, and wait until no process or file of it is left."""
        self.drop()
        self._asked.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        try:
            from grader.judging.warm import (
                Warm,  # with everything that grading needs: a second or more
            )

            with closing(Warm(self._pulse)) as warm:
                while (asked := self._asked.get()) is not None:
                    self._job, do = asked
                    with suppress(Cancelled):
                        self._pulse()
                        do(warm, self._job)
        except Exception as error:
            self._put(GraderFault(None, error))

    def _prepare(self, warm: "Warm", job: Job) -> None:
        with suppress(Exception):  # the grade that meets it will say so
            warm.prepare(job.exercise, job.device)

    def _grade(self, warm: "Warm", job: Job) -> None:
        def checking(name: str) -> None:
            self._pulse()
            self._put(Checking(job, name))

        def failing(result: CheckResult) -> None:
            self._pulse()
            self._put(Failing(job, result))

        grade = partial(
            warm.grade,
            job.exercise,
            job.path,
            device=job.device,
            thorough=job.thorough,
            on_check=checking,
            on_failure=failing,
        )
        try:
            verdict, digest = graded(job.path, grade)
        except Exception as error:
            self._pulse()
            self._put(GraderFault(job, error))
        else:
            self._pulse()
            self._put(Graded(job, verdict, digest))

    def _pulse(self) -> None:
        if self._wanted is not self._job:
            raise Cancelled
