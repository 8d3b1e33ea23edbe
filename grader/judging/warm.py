"""Grading again and again: what a grade needs before it sees the file is ready when it is asked."""

from collections.abc import Callable
from pathlib import Path

from grader.catalogue import Exercise, imports
from grader.judging.grade import OnCheck, OnResult, answer_key, grade
from grader.verdict import Verdict
from grader.worker.forkserver import warm_up
from grader.worker.process import Worker


class Warm:
    """Grades with one process always ready for the exercise in question. Close it at the end.

    Not safe in two threads at once: the judge draws from sources of randomness that all share.

    Args:
        pulse: called many times a second while it works; what it raises ends that.
    """

    def __init__(self, pulse: Callable[[], None] = lambda: None) -> None:
        self._pulse = pulse
        self._spare: Worker | None = None
        self._ready_for = ("", "")

    def prepare(self, exercise: Exercise, device: str = "auto") -> None:
        """Draw the inputs of an exercise, and have a process ready for it.

        Raises:
            NotStarted: no process could be made ready.
        """
        warm_up(imports(exercise.topic))
        exam = answer_key(exercise, device)
        for probe in exam.exam.probes:
            self._pulse()
            exam.cases(probe)
        spare = self._start(exercise, device)
        try:
            spare.prepare(exercise.checks)
        except BaseException:
            spare.close()
            raise
        self._spare, self._ready_for = spare, (exercise.checks, device)

    def grade(
        self,
        exercise: Exercise,
        path: Path,
        *,
        device: str = "auto",
        thorough: bool = False,
        on_check: OnCheck = lambda name: None,
        on_failure: OnResult = lambda result: None,
    ) -> Verdict:
        """Grade a file; see `grader.judging.grade.grade`."""
        return grade(
            exercise,
            path,
            device=device,
            thorough=thorough,
            start=lambda: self._start(exercise, device),
            on_check=on_check,
            on_failure=on_failure,
            pulse=self._pulse,
        )

    def close(self) -> None:
        """End the process that was kept ready."""
        if self._spare:
            self._spare.close()
            self._spare = None

    def _start(self, exercise: Exercise, device: str) -> Worker:
        """The process that was kept ready, if it is for this exercise and still there, or one."""
        spare = self._spare
        if spare and self._ready_for == (exercise.checks, device) and spare.alive:
            self._spare = None
            return spare
        self.close()
        return Worker(device)
