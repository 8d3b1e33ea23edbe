"""Grading repeatedly: everything that a grade needs besides the file is prepared in advance."""

import importlib

from grader.catalogue import Exercise, imports
from grader.judging.grade import answer_key, grade
from grader.judging.options import Listener, Options
from grader.judging.submission import Answer
from grader.verdict import Verdict
from grader.worker.forkserver import warm_up
from grader.worker.process import WorkerProcess


class Warm:
    """Grades with a process kept ready for one exercise. Close it at the end.

    Not safe in two threads at once: the judge uses global sources of randomness.
    """

    def __init__(self) -> None:
        self._spare: WorkerProcess | None = None
        self._ready_for: tuple[str, ...] = ()

    def prepare(
        self, exercise: Exercise, options: Options = Options(), listener: Listener = Listener()
    ) -> None:
        """Draw the inputs of an exercise, and prepare a process for it.

        Raises:
            NotStarted: no process could be prepared.
        """
        warm_up(imports(exercise.topic))
        key = answer_key(exercise, options)
        for probe in key.probes:
            listener.tick()
            key.cases(probe)
        importlib.import_module("grader.judging.diagnosis.arguments")  # a wrong answer needs it
        spare = self._start(exercise, options)
        try:
            spare.prepare(exercise.checks)
        except BaseException:
            spare.close()
            raise
        self._spare, self._ready_for = spare, _needed(exercise, options)

    def grade(
        self,
        exercise: Exercise,
        path: Answer,
        options: Options = Options(),
        listener: Listener = Listener(),
    ) -> Verdict:
        """Grade an answer; see `grader.judging.grade.grade`."""
        return grade(
            exercise, path, options, listener, start=lambda: self._start(exercise, options)
        )

    def close(self) -> None:
        """End the process that was kept ready."""
        if self._spare:
            self._spare.close()
            self._spare = None

    def _start(self, exercise: Exercise, options: Options) -> WorkerProcess:
        """The process kept ready, if it is for this exercise and still running, or a new one."""
        spare = self._spare
        if spare and self._ready_for == _needed(exercise, options) and spare.idle:
            self._spare = None
            return spare
        self.close()
        return WorkerProcess(options.device, options.isolation)


def _needed(exercise: Exercise, options: Options) -> tuple[str, ...]:
    """What a prepared process was started for."""
    return exercise.checks, options.device, options.isolation
