"""Grading in a separate thread, one answer at a time, with the next grade prepared in advance."""

import threading
from collections.abc import Callable
from contextlib import closing, suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING

from grader.judging.options import Listener
from grader.judging.submission import graded
from grader.verdict import CheckResult
from grader.watch.events import (
    Checked,
    Checking,
    Event,
    Failing,
    Graded,
    GradeRequest,
    GraderFault,
    Put,
)

if TYPE_CHECKING:
    from grader.judging.warm import Warm

Do = Callable[["Warm", GradeRequest], None]
"""A piece of work in the grading thread."""


class Cancelled(BaseException):
    """This grade is no longer wanted."""


class GradingThread:
    """Grades the last request. Close it at the end.

    Args:
        put: gets the events of the wanted grade, and none of a canceled one.
    """

    def __init__(self, put: Put) -> None:
        self._put = put
        self._asked: SimpleQueue[tuple[GradeRequest, Do] | None] = SimpleQueue()
        self._wanted: GradeRequest | None = None
        self._thread = threading.Thread(target=self._work, name="grading", daemon=True)

    def start(self) -> None:
        """Start with the last request. Warm up the forkserver first."""
        self._thread.start()

    def grade(self, request: GradeRequest) -> None:
        """Grade this, and cancel the work in progress."""
        self.do(request, self._grade)

    def prepare(self, request: GradeRequest) -> None:
        """Prepare to grade this, and cancel the work in progress."""
        self.do(request, self._prepare)

    def do(self, request: GradeRequest, work: Do) -> None:
        """Do something else in this thread, where grades run, and cancel the work in progress."""
        self._wanted = request
        self._asked.put((request, work))

    def drop(self) -> None:
        """Cancel the work in progress."""
        self._wanted = None

    def close(self, seconds: float | None = None) -> None:
        """Cancel the work in progress, and wait until its processes and files are gone.

        Args:
            seconds: how long to wait at most.
        """
        self.drop()
        self._asked.put(None)
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _work(self) -> None:
        try:
            from grader.judging.warm import (
                Warm,  # imports everything that grading needs, which takes a second or more
            )

            with closing(Warm()) as warm:
                while (asked := self._asked.get()) is not None:
                    request, do = asked
                    with suppress(Cancelled):
                        do(warm, request)
        except Exception as error:
            self._put(GraderFault(None, error))

    def _prepare(self, warm: "Warm", request: GradeRequest) -> None:
        with suppress(Exception):  # the next grade reports it
            warm.prepare(request.exercise, request.options, self.listener(request))

    def _grade(self, warm: "Warm", request: GradeRequest) -> None:
        listener = self.listener(request)
        exercise, path = request.exercise, request.path
        try:
            verdict, content = graded(
                path, lambda: warm.grade(exercise, path, request.options, listener)
            )
        except Exception as error:
            listener.put(GraderFault(request, error))
        else:
            listener.put(Graded(request, verdict, content))

    def listener(self, request: GradeRequest) -> "_RequestListener":
        """What follows the work on a request, and ends it when it is no longer wanted.

        Raises:
            Cancelled: it is not wanted even now.
        """
        listener = _RequestListener(request, lambda: request is self._wanted, self._put)
        listener.tick()
        return listener


class _RequestListener(Listener):
    """Puts the events of a grade on the queue, and cancels it when it is no longer wanted."""

    def __init__(self, request: GradeRequest, is_wanted: Callable[[], bool], put: Put) -> None:
        self._request, self._is_wanted, self._put = request, is_wanted, put

    def check_started(self, name: str) -> None:
        self.put(Checking(self._request, name))

    def check_ended(self, result: CheckResult) -> None:
        self.put(Checked(self._request, result))

    def failed_first(self, result: CheckResult) -> None:
        self.put(Failing(self._request, result))

    def tick(self) -> None:
        if not self._is_wanted():
            raise Cancelled

    def put(self, event: Event) -> None:
        self.tick()
        self._put(event)
