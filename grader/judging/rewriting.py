"""Puts changed versions of a submission to its own process, for the diagnosis."""

from collections.abc import Sequence
from contextlib import suppress

from grader.judging.answer_key import AnswerKey
from grader.judging.judgement import as_case
from grader.probe.case import Case
from grader.probe.probe import Probe
from grader.worker.failures import WorkerFailed
from grader.worker.process import WorkerProcess
from grader.worker.time_limit import Budget

SECONDS = 1.5
"""How much processor time changes may take, if no more is granted: the verdict waits for them."""

MOST_SECONDS = 4.5
"""How much is granted in all."""

CALL_SECONDS = 0.5
"""How long a changed version may take for one input, if no more is granted."""


class Rewriting:
    """Changes a submission where it is loaded, and asks it again. That changes no verdict.

    A change may turn a loop into an endless one: after the first that is stopped, nothing is left.

    Args:
        answer_key: has the seeds.
        worker: holds the submission, and may lie, hang or be gone.
    """

    def __init__(self, answer_key: AnswerKey, worker: WorkerProcess) -> None:
        self._answer_key = answer_key
        self._worker = worker
        self._budget: Budget | None = None
        self._call_seconds = CALL_SECONDS
        self._left = MOST_SECONDS

    @property
    def over(self) -> bool:
        """Whether nothing answers any more, or the time is up."""
        return not self._worker.alive or bool(self._budget and self._budget.spent)

    def renew(self, seconds: float, call_seconds: float = CALL_SECONDS) -> None:
        """Grant processor time from now on, in all and for one input, as long as there is some.

        It is of no use after a change that was stopped, since that ended the process.
        """
        granted = min(seconds, self._left)
        self._left -= granted
        self._budget, self._call_seconds = self._worker.budget(granted), call_seconds

    def define(self, text: str) -> bool:
        """Run a changed text in the submission's module; return whether it took effect."""
        if self._budget is None:
            self.renew(SECONDS)
        with suppress(WorkerFailed):
            return self._worker.define(text, CALL_SECONDS)
        return False

    def answers(self, probe: Probe, cases: Sequence[Case], index: int = 0) -> list[Case]:
        """The same inputs with new answers; fewer where it does not answer any more.

        Args:
            probe: what is asked.
            cases: inputs that follow each other in the probe, with their right answers.
            index: of the first of them.
        """
        inputs = [case.inputs for case in cases]
        seed = self._answer_key.seed(probe) + index
        device = self._worker.device
        found: list[Case] = []
        with suppress(WorkerFailed):
            answers = self._worker.run(probe.name, inputs, seed, seconds=self._call_seconds)
            for case, answer in zip(cases, answers, strict=True):
                found.append(as_case(probe, case.inputs, case.expected, answer, device))
        return found
