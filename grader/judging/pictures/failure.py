"""What is known of a failure that is to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grader.judging.answer_key import AnswerKey
from grader.judging.judgement import as_case
from grader.probe.case import Case, Finding, Inputs
from grader.probe.probe import Probe
from grader.worker.failures import WorkerFailed
from grader.worker.process import WorkerProcess

SECONDS = 0.5
"""How long one of the further inputs may take: the verdict waits for them."""

ALTOGETHER = 1.0
"""How long all inputs of a request may take."""


@dataclass(frozen=True)
class Failure:
    """The first check that failed, on the smallest input found.

    Attributes:
        answer_key: makes the right answers.
        worker: holds the submission, and may lie, hang or be gone.
        probe: what was asked.
        case: the input, the answer and the right one.
        finding: what is wrong with it.
    """

    answer_key: AnswerKey
    worker: WorkerProcess
    probe: Probe
    case: Case
    finding: Finding

    def right(self, inputs: Inputs) -> Any:
        """The right answer to another input, or None where there is none."""
        try:
            return self.answer_key.expected(self.probe, inputs)
        except Exception:  # the reference refuses the input
            return None

    def both(self, inputs: Sequence[Inputs]) -> list[tuple[Any, Any]]:
        """The right answer and the submission's to other inputs; fewer where it stops.

        The submission is asked for all in one request, and answers while the right ones are made.
        """
        found: list[tuple[Any, Any]] = []
        budget = self.worker.budget(ALTOGETHER)
        try:
            seed = self.answer_key.seed(self.probe)
            answers = self.worker.run(self.probe.name, inputs, seed, seconds=SECONDS)
            for asked, answer in zip(inputs, answers, strict=True):
                case = as_case(self.probe, asked, self.case.expected, answer, "cpu")
                found.append((self.right(asked), case.got))
                if budget.spent:
                    break
        except WorkerFailed:
            pass
        return found
